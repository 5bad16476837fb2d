"""Documents of slips 文书."""

from hotline_server.domain.slips.slip import Slip
from hotline_server.ground.clock import local_day
from hotline_server.reports.document import Dispatch, Document, Facts, Paragraph


def slip_document(slip: Slip) -> Document:
    """Compose the document of a slip from what was kept of it, so that it says the same whenever it is made.

    Args:
        slip: with the text that its addressee may see.
    """
    paper = slip.paper
    document = Document(
        paper.issuer,
        paper.title,
        paper.issuer,
        local_day(slip.issued_at),
        dispatch=Dispatch(slip.reference, paper.addressee, _note(slip)),
    )
    lines = [line.strip() for text in paper.asks for line in text.splitlines() if line.strip()]
    # A text that somebody wrote without a stop ends as a sentence all the same.
    first, *rest = [Paragraph(f"{line}。" if line[-1].isalnum() or line[-1] in "）”" else line) for line in lines]
    document.add(first)
    if paper.facts:
        document.add(Facts(paper.facts))
    document.add(*rest)
    if paper.closing:
        document.add(Paragraph(paper.closing))
    return document


def _note(slip: Slip) -> str:
    paper = slip.paper
    handler = f"承办人：{paper.handler}" if paper.handler != paper.contact else ""
    contact = "，".join(part for part in (paper.contact, paper.phone) if part)
    return "；".join(part for part in (handler, f"联系人：{contact}" if contact else "") if part)
