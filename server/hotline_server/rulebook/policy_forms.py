"""Policies of a rule book, built from its files."""

from collections.abc import Iterator

from hotline_server.rulebook.errors import unknown_name
from hotline_server.rulebook.forms import Forms
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.policy import Policy
from hotline_server.rulebook.routing import Place, find_unit
from hotline_server.rulebook.schema.files import EARLIER_POLICY
from hotline_server.rulebook.schema.policies import EarlierPoliciesForm, PoliciesForm
from hotline_server.rulebook.source import ValuePath


def build_policies(forms: Forms, names: KnownNames) -> list[Policy]:
    """Build and check the policies of all files."""
    return [*_policies(forms, names), *_earlier_policies(forms)]


def _policies(forms: Forms, names: KnownNames) -> Iterator[Policy]:
    for source, form in forms.of(PoliciesForm):
        for index, policy in enumerate(form.policies):
            path: ValuePath = ("政策", index)
            forms.check_unique(source, (*path, "编号"), policy.id, "政策")
            for number, question in enumerate(policy.questions):
                forms.check_unique(source, (*path, "常见问法", number), question, "常见问法")
            if find_unit(names, policy.owner, Place()) is None:
                message = unknown_name(policy.owner, names.departments, "部门")
                forms.misfits.append(source.problem((*path, "单位"), message))
            first = forms.parse_date(source, (*path, "生效"), policy.valid_from)
            last = forms.parse_date(source, (*path, "失效"), policy.valid_until)
            if first and last and last < first:
                forms.problems.append(source.problem((*path, "失效"), "失效早于生效"))
            yield Policy(
                id=policy.id,
                title=policy.title,
                owner=policy.owner,
                source=policy.source,
                answer=policy.answer,
                questions=tuple(policy.questions),
                excluded=tuple(policy.excluded),
                valid_from=first,
                valid_until=last,
                review_by=forms.parse_date(source, (*path, "复核"), policy.review_by),
            )


def _earlier_policies(forms: Forms) -> Iterator[Policy]:
    """Build the policies of a book of an earlier release, which are found by title and answer alone."""
    for source, form in forms.of(EarlierPoliciesForm):
        for index, policy in enumerate(form.policies):
            forms.misfits.append(source.problem(("政策", index, "问法"), EARLIER_POLICY))
            yield Policy(
                id=policy.id,
                title=policy.title,
                owner="",
                source=policy.source,
                answer=policy.answer,
                questions=(),
                excluded=(),
                valid_from=forms.parse_date(source, ("政策", index, "生效"), policy.valid_from),
                valid_until=forms.parse_date(source, ("政策", index, "失效"), policy.valid_until),
                review_by=None,
            )
