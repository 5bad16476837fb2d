CREATE TABLE public.access_case (
    case_id bigint NOT NULL,
    access_id bigint NOT NULL
)
PARTITION BY RANGE (access_id);
CREATE TABLE public.access_case_202612 (
    case_id bigint NOT NULL,
    access_id bigint NOT NULL
);
CREATE TABLE public.access_case_202701 (
    case_id bigint NOT NULL,
    access_id bigint NOT NULL
);
CREATE TABLE public.access_case_default (
    case_id bigint NOT NULL,
    access_id bigint NOT NULL
);
CREATE TABLE public.access_entry (
    id bigint NOT NULL,
    at bigint NOT NULL,
    who text NOT NULL,
    rpc text NOT NULL,
    about text NOT NULL,
    reason text NOT NULL,
    cases text NOT NULL,
    hash text NOT NULL
)
PARTITION BY RANGE (id);
CREATE TABLE public.access_entry_202612 (
    id bigint NOT NULL,
    at bigint NOT NULL,
    who text NOT NULL,
    rpc text NOT NULL,
    about text NOT NULL,
    reason text NOT NULL,
    cases text NOT NULL,
    hash text NOT NULL
);
CREATE TABLE public.access_entry_202701 (
    id bigint NOT NULL,
    at bigint NOT NULL,
    who text NOT NULL,
    rpc text NOT NULL,
    about text NOT NULL,
    reason text NOT NULL,
    cases text NOT NULL,
    hash text NOT NULL
);
CREATE TABLE public.access_entry_default (
    id bigint NOT NULL,
    at bigint NOT NULL,
    who text NOT NULL,
    rpc text NOT NULL,
    about text NOT NULL,
    reason text NOT NULL,
    cases text NOT NULL,
    hash text NOT NULL
);
CREATE TABLE public.announcement (
    id bigint NOT NULL,
    version integer NOT NULL,
    number text NOT NULL,
    state text NOT NULL,
    title text NOT NULL,
    question text NOT NULL,
    result text NOT NULL,
    department text NOT NULL,
    drafted_by text NOT NULL,
    updated_at bigint NOT NULL,
    released_by text NOT NULL,
    released_at bigint,
    withdrawn_because text NOT NULL
);
CREATE SEQUENCE public.announcement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.announcement_id_seq OWNED BY public.announcement.id;
CREATE TABLE public.answer (
    case_id bigint NOT NULL,
    version integer NOT NULL,
    call_id bigint NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    means text NOT NULL,
    content text NOT NULL,
    policy text NOT NULL,
    supported boolean NOT NULL,
    given boolean NOT NULL
)
PARTITION BY RANGE (case_id);
CREATE TABLE public.answer_202611 (
    case_id bigint NOT NULL,
    version integer NOT NULL,
    call_id bigint NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    means text NOT NULL,
    content text NOT NULL,
    policy text NOT NULL,
    supported boolean NOT NULL,
    given boolean NOT NULL
);
CREATE TABLE public.answer_202612 (
    case_id bigint NOT NULL,
    version integer NOT NULL,
    call_id bigint NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    means text NOT NULL,
    content text NOT NULL,
    policy text NOT NULL,
    supported boolean NOT NULL,
    given boolean NOT NULL
);
CREATE TABLE public.answer_202701 (
    case_id bigint NOT NULL,
    version integer NOT NULL,
    call_id bigint NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    means text NOT NULL,
    content text NOT NULL,
    policy text NOT NULL,
    supported boolean NOT NULL,
    given boolean NOT NULL
);
CREATE TABLE public.answer_default (
    case_id bigint NOT NULL,
    version integer NOT NULL,
    call_id bigint NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    means text NOT NULL,
    content text NOT NULL,
    policy text NOT NULL,
    supported boolean NOT NULL,
    given boolean NOT NULL
);
CREATE TABLE public.archived (
    case_id bigint NOT NULL,
    sequence bigint NOT NULL,
    sealed_at bigint NOT NULL,
    sha256 text NOT NULL,
    seal text NOT NULL,
    retention text NOT NULL,
    kept_until integer NOT NULL,
    title text NOT NULL,
    district text NOT NULL,
    matter text NOT NULL,
    lead text NOT NULL,
    attachments integer NOT NULL,
    size bigint NOT NULL
);
CREATE TABLE public.assignment (
    case_id bigint NOT NULL,
    number integer NOT NULL,
    department text NOT NULL,
    leads boolean NOT NULL,
    state text NOT NULL,
    assigned_at bigint NOT NULL,
    deadline bigint NOT NULL,
    provisional boolean NOT NULL,
    limit_at bigint NOT NULL,
    accept_by bigint NOT NULL,
    may_answer boolean NOT NULL,
    progress_by bigint,
    accepted_at bigint,
    replied_at bigint,
    reply text NOT NULL,
    extension_days integer NOT NULL,
    extension_reason text NOT NULL,
    extended integer NOT NULL,
    reworks integer NOT NULL,
    supervisions integer NOT NULL,
    reminded_to_accept integer NOT NULL,
    pressure smallint NOT NULL,
    first_replied_at bigint,
    further_since bigint,
    further_days integer DEFAULT 0 NOT NULL,
    overdue_since bigint,
    time_limit text DEFAULT '7个工作日'::text NOT NULL,
    extra_days integer DEFAULT 0 NOT NULL,
    latest bigint DEFAULT 0 NOT NULL,
    plain_deadline bigint DEFAULT 0 NOT NULL,
    standstills text DEFAULT '[]'::text NOT NULL,
    stands_since bigint,
    first_assigned_at bigint DEFAULT 0 NOT NULL,
    object_by bigint,
    objection text DEFAULT ''::text NOT NULL,
    objection_basis text DEFAULT ''::text NOT NULL,
    objection_state text DEFAULT 'NONE'::text NOT NULL,
    decide_by bigint,
    disclosed boolean DEFAULT false NOT NULL,
    parent integer DEFAULT 0 NOT NULL,
    delegations integer DEFAULT 0 NOT NULL,
    accept_since bigint,
    decide_since bigint,
    exclude_by bigint,
    exclusion text DEFAULT ''::text NOT NULL,
    exclusion_state text DEFAULT ''::text NOT NULL,
    appealed boolean DEFAULT false NOT NULL,
    nudged_at bigint,
    extension_by bigint,
    extension_since bigint
)
PARTITION BY RANGE (case_id);
CREATE TABLE public.assignment_202611 (
    case_id bigint NOT NULL,
    number integer NOT NULL,
    department text NOT NULL,
    leads boolean NOT NULL,
    state text NOT NULL,
    assigned_at bigint NOT NULL,
    deadline bigint NOT NULL,
    provisional boolean NOT NULL,
    limit_at bigint NOT NULL,
    accept_by bigint NOT NULL,
    may_answer boolean NOT NULL,
    progress_by bigint,
    accepted_at bigint,
    replied_at bigint,
    reply text NOT NULL,
    extension_days integer NOT NULL,
    extension_reason text NOT NULL,
    extended integer NOT NULL,
    reworks integer NOT NULL,
    supervisions integer NOT NULL,
    reminded_to_accept integer NOT NULL,
    pressure smallint NOT NULL,
    first_replied_at bigint,
    further_since bigint,
    further_days integer DEFAULT 0 NOT NULL,
    overdue_since bigint,
    time_limit text DEFAULT '7个工作日'::text NOT NULL,
    extra_days integer DEFAULT 0 NOT NULL,
    latest bigint DEFAULT 0 NOT NULL,
    plain_deadline bigint DEFAULT 0 NOT NULL,
    standstills text DEFAULT '[]'::text NOT NULL,
    stands_since bigint,
    first_assigned_at bigint DEFAULT 0 NOT NULL,
    object_by bigint,
    objection text DEFAULT ''::text NOT NULL,
    objection_basis text DEFAULT ''::text NOT NULL,
    objection_state text DEFAULT 'NONE'::text NOT NULL,
    decide_by bigint,
    disclosed boolean DEFAULT false NOT NULL,
    parent integer DEFAULT 0 NOT NULL,
    delegations integer DEFAULT 0 NOT NULL,
    accept_since bigint,
    decide_since bigint,
    exclude_by bigint,
    exclusion text DEFAULT ''::text NOT NULL,
    exclusion_state text DEFAULT ''::text NOT NULL,
    appealed boolean DEFAULT false NOT NULL,
    nudged_at bigint,
    extension_by bigint,
    extension_since bigint
);
CREATE TABLE public.assignment_202612 (
    case_id bigint NOT NULL,
    number integer NOT NULL,
    department text NOT NULL,
    leads boolean NOT NULL,
    state text NOT NULL,
    assigned_at bigint NOT NULL,
    deadline bigint NOT NULL,
    provisional boolean NOT NULL,
    limit_at bigint NOT NULL,
    accept_by bigint NOT NULL,
    may_answer boolean NOT NULL,
    progress_by bigint,
    accepted_at bigint,
    replied_at bigint,
    reply text NOT NULL,
    extension_days integer NOT NULL,
    extension_reason text NOT NULL,
    extended integer NOT NULL,
    reworks integer NOT NULL,
    supervisions integer NOT NULL,
    reminded_to_accept integer NOT NULL,
    pressure smallint NOT NULL,
    first_replied_at bigint,
    further_since bigint,
    further_days integer DEFAULT 0 NOT NULL,
    overdue_since bigint,
    time_limit text DEFAULT '7个工作日'::text NOT NULL,
    extra_days integer DEFAULT 0 NOT NULL,
    latest bigint DEFAULT 0 NOT NULL,
    plain_deadline bigint DEFAULT 0 NOT NULL,
    standstills text DEFAULT '[]'::text NOT NULL,
    stands_since bigint,
    first_assigned_at bigint DEFAULT 0 NOT NULL,
    object_by bigint,
    objection text DEFAULT ''::text NOT NULL,
    objection_basis text DEFAULT ''::text NOT NULL,
    objection_state text DEFAULT 'NONE'::text NOT NULL,
    decide_by bigint,
    disclosed boolean DEFAULT false NOT NULL,
    parent integer DEFAULT 0 NOT NULL,
    delegations integer DEFAULT 0 NOT NULL,
    accept_since bigint,
    decide_since bigint,
    exclude_by bigint,
    exclusion text DEFAULT ''::text NOT NULL,
    exclusion_state text DEFAULT ''::text NOT NULL,
    appealed boolean DEFAULT false NOT NULL,
    nudged_at bigint,
    extension_by bigint,
    extension_since bigint
);
CREATE TABLE public.assignment_2027 (
    case_id bigint NOT NULL,
    number integer NOT NULL,
    department text NOT NULL,
    leads boolean NOT NULL,
    state text NOT NULL,
    assigned_at bigint NOT NULL,
    deadline bigint NOT NULL,
    provisional boolean NOT NULL,
    limit_at bigint NOT NULL,
    accept_by bigint NOT NULL,
    may_answer boolean NOT NULL,
    progress_by bigint,
    accepted_at bigint,
    replied_at bigint,
    reply text NOT NULL,
    extension_days integer NOT NULL,
    extension_reason text NOT NULL,
    extended integer NOT NULL,
    reworks integer NOT NULL,
    supervisions integer NOT NULL,
    reminded_to_accept integer NOT NULL,
    pressure smallint NOT NULL,
    first_replied_at bigint,
    further_since bigint,
    further_days integer DEFAULT 0 NOT NULL,
    overdue_since bigint,
    time_limit text DEFAULT '7个工作日'::text NOT NULL,
    extra_days integer DEFAULT 0 NOT NULL,
    latest bigint DEFAULT 0 NOT NULL,
    plain_deadline bigint DEFAULT 0 NOT NULL,
    standstills text DEFAULT '[]'::text NOT NULL,
    stands_since bigint,
    first_assigned_at bigint DEFAULT 0 NOT NULL,
    object_by bigint,
    objection text DEFAULT ''::text NOT NULL,
    objection_basis text DEFAULT ''::text NOT NULL,
    objection_state text DEFAULT 'NONE'::text NOT NULL,
    decide_by bigint,
    disclosed boolean DEFAULT false NOT NULL,
    parent integer DEFAULT 0 NOT NULL,
    delegations integer DEFAULT 0 NOT NULL,
    accept_since bigint,
    decide_since bigint,
    exclude_by bigint,
    exclusion text DEFAULT ''::text NOT NULL,
    exclusion_state text DEFAULT ''::text NOT NULL,
    appealed boolean DEFAULT false NOT NULL,
    nudged_at bigint,
    extension_by bigint,
    extension_since bigint
);
CREATE TABLE public.assignment_default (
    case_id bigint NOT NULL,
    number integer NOT NULL,
    department text NOT NULL,
    leads boolean NOT NULL,
    state text NOT NULL,
    assigned_at bigint NOT NULL,
    deadline bigint NOT NULL,
    provisional boolean NOT NULL,
    limit_at bigint NOT NULL,
    accept_by bigint NOT NULL,
    may_answer boolean NOT NULL,
    progress_by bigint,
    accepted_at bigint,
    replied_at bigint,
    reply text NOT NULL,
    extension_days integer NOT NULL,
    extension_reason text NOT NULL,
    extended integer NOT NULL,
    reworks integer NOT NULL,
    supervisions integer NOT NULL,
    reminded_to_accept integer NOT NULL,
    pressure smallint NOT NULL,
    first_replied_at bigint,
    further_since bigint,
    further_days integer DEFAULT 0 NOT NULL,
    overdue_since bigint,
    time_limit text DEFAULT '7个工作日'::text NOT NULL,
    extra_days integer DEFAULT 0 NOT NULL,
    latest bigint DEFAULT 0 NOT NULL,
    plain_deadline bigint DEFAULT 0 NOT NULL,
    standstills text DEFAULT '[]'::text NOT NULL,
    stands_since bigint,
    first_assigned_at bigint DEFAULT 0 NOT NULL,
    object_by bigint,
    objection text DEFAULT ''::text NOT NULL,
    objection_basis text DEFAULT ''::text NOT NULL,
    objection_state text DEFAULT 'NONE'::text NOT NULL,
    decide_by bigint,
    disclosed boolean DEFAULT false NOT NULL,
    parent integer DEFAULT 0 NOT NULL,
    delegations integer DEFAULT 0 NOT NULL,
    accept_since bigint,
    decide_since bigint,
    exclude_by bigint,
    exclusion text DEFAULT ''::text NOT NULL,
    exclusion_state text DEFAULT ''::text NOT NULL,
    appealed boolean DEFAULT false NOT NULL,
    nudged_at bigint,
    extension_by bigint,
    extension_since bigint
);
CREATE TABLE public.attachment (
    case_id bigint NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    department text NOT NULL,
    marks text DEFAULT ''::text NOT NULL,
    scanned boolean DEFAULT false NOT NULL
);
CREATE TABLE public.calendar_change (
    id bigint NOT NULL,
    day text NOT NULL,
    was boolean,
    working boolean NOT NULL,
    name text NOT NULL,
    actor text NOT NULL,
    made_at bigint NOT NULL
);
CREATE TABLE public.calendar_move (
    case_id bigint NOT NULL,
    change_id bigint NOT NULL
);
CREATE TABLE public.call (
    case_id bigint NOT NULL,
    request_id text NOT NULL,
    confidential boolean NOT NULL,
    received_at bigint NOT NULL,
    subject text NOT NULL,
    content text NOT NULL,
    channel text NOT NULL,
    request_type text NOT NULL,
    district text NOT NULL,
    address text NOT NULL,
    operator text NOT NULL,
    telephony_call_id text NOT NULL,
    marked_urgent boolean NOT NULL,
    caller text DEFAULT ''::text NOT NULL,
    follows text DEFAULT ''::text NOT NULL,
    recording text DEFAULT ''::text NOT NULL,
    latitude integer,
    longitude integer,
    coordinate_source text DEFAULT ''::text NOT NULL,
    address_detail text DEFAULT ''::text NOT NULL,
    wishes_no_reply boolean DEFAULT false NOT NULL,
    amendments text DEFAULT ''::text NOT NULL
)
PARTITION BY RANGE (case_id);
CREATE TABLE public.call_202611 (
    case_id bigint NOT NULL,
    request_id text NOT NULL,
    confidential boolean NOT NULL,
    received_at bigint NOT NULL,
    subject text NOT NULL,
    content text NOT NULL,
    channel text NOT NULL,
    request_type text NOT NULL,
    district text NOT NULL,
    address text NOT NULL,
    operator text NOT NULL,
    telephony_call_id text NOT NULL,
    marked_urgent boolean NOT NULL,
    caller text DEFAULT ''::text NOT NULL,
    follows text DEFAULT ''::text NOT NULL,
    recording text DEFAULT ''::text NOT NULL,
    latitude integer,
    longitude integer,
    coordinate_source text DEFAULT ''::text NOT NULL,
    address_detail text DEFAULT ''::text NOT NULL,
    wishes_no_reply boolean DEFAULT false NOT NULL,
    amendments text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.call_202612 (
    case_id bigint NOT NULL,
    request_id text NOT NULL,
    confidential boolean NOT NULL,
    received_at bigint NOT NULL,
    subject text NOT NULL,
    content text NOT NULL,
    channel text NOT NULL,
    request_type text NOT NULL,
    district text NOT NULL,
    address text NOT NULL,
    operator text NOT NULL,
    telephony_call_id text NOT NULL,
    marked_urgent boolean NOT NULL,
    caller text DEFAULT ''::text NOT NULL,
    follows text DEFAULT ''::text NOT NULL,
    recording text DEFAULT ''::text NOT NULL,
    latitude integer,
    longitude integer,
    coordinate_source text DEFAULT ''::text NOT NULL,
    address_detail text DEFAULT ''::text NOT NULL,
    wishes_no_reply boolean DEFAULT false NOT NULL,
    amendments text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.call_202701 (
    case_id bigint NOT NULL,
    request_id text NOT NULL,
    confidential boolean NOT NULL,
    received_at bigint NOT NULL,
    subject text NOT NULL,
    content text NOT NULL,
    channel text NOT NULL,
    request_type text NOT NULL,
    district text NOT NULL,
    address text NOT NULL,
    operator text NOT NULL,
    telephony_call_id text NOT NULL,
    marked_urgent boolean NOT NULL,
    caller text DEFAULT ''::text NOT NULL,
    follows text DEFAULT ''::text NOT NULL,
    recording text DEFAULT ''::text NOT NULL,
    latitude integer,
    longitude integer,
    coordinate_source text DEFAULT ''::text NOT NULL,
    address_detail text DEFAULT ''::text NOT NULL,
    wishes_no_reply boolean DEFAULT false NOT NULL,
    amendments text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.call_default (
    case_id bigint NOT NULL,
    request_id text NOT NULL,
    confidential boolean NOT NULL,
    received_at bigint NOT NULL,
    subject text NOT NULL,
    content text NOT NULL,
    channel text NOT NULL,
    request_type text NOT NULL,
    district text NOT NULL,
    address text NOT NULL,
    operator text NOT NULL,
    telephony_call_id text NOT NULL,
    marked_urgent boolean NOT NULL,
    caller text DEFAULT ''::text NOT NULL,
    follows text DEFAULT ''::text NOT NULL,
    recording text DEFAULT ''::text NOT NULL,
    latitude integer,
    longitude integer,
    coordinate_source text DEFAULT ''::text NOT NULL,
    address_detail text DEFAULT ''::text NOT NULL,
    wishes_no_reply boolean DEFAULT false NOT NULL,
    amendments text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.call_request (
    request_id text NOT NULL,
    case_id bigint NOT NULL,
    fingerprint text NOT NULL
);
CREATE TABLE public.case_caller (
    case_id bigint NOT NULL,
    call_id bigint NOT NULL,
    answered boolean NOT NULL,
    has_phone boolean DEFAULT true NOT NULL,
    wishes_no_reply boolean DEFAULT false NOT NULL,
    withdrawn boolean DEFAULT false NOT NULL,
    handling integer DEFAULT 1 NOT NULL,
    callback text DEFAULT 'NONE'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt bigint,
    exemption text DEFAULT ''::text NOT NULL,
    tell_by bigint,
    tell_since bigint,
    write_since bigint,
    refuses_messages boolean DEFAULT false NOT NULL
)
PARTITION BY RANGE (case_id);
CREATE TABLE public.case_caller_202611 (
    case_id bigint NOT NULL,
    call_id bigint NOT NULL,
    answered boolean NOT NULL,
    has_phone boolean DEFAULT true NOT NULL,
    wishes_no_reply boolean DEFAULT false NOT NULL,
    withdrawn boolean DEFAULT false NOT NULL,
    handling integer DEFAULT 1 NOT NULL,
    callback text DEFAULT 'NONE'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt bigint,
    exemption text DEFAULT ''::text NOT NULL,
    tell_by bigint,
    tell_since bigint,
    write_since bigint,
    refuses_messages boolean DEFAULT false NOT NULL
);
CREATE TABLE public.case_caller_202612 (
    case_id bigint NOT NULL,
    call_id bigint NOT NULL,
    answered boolean NOT NULL,
    has_phone boolean DEFAULT true NOT NULL,
    wishes_no_reply boolean DEFAULT false NOT NULL,
    withdrawn boolean DEFAULT false NOT NULL,
    handling integer DEFAULT 1 NOT NULL,
    callback text DEFAULT 'NONE'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt bigint,
    exemption text DEFAULT ''::text NOT NULL,
    tell_by bigint,
    tell_since bigint,
    write_since bigint,
    refuses_messages boolean DEFAULT false NOT NULL
);
CREATE TABLE public.case_caller_202701 (
    case_id bigint NOT NULL,
    call_id bigint NOT NULL,
    answered boolean NOT NULL,
    has_phone boolean DEFAULT true NOT NULL,
    wishes_no_reply boolean DEFAULT false NOT NULL,
    withdrawn boolean DEFAULT false NOT NULL,
    handling integer DEFAULT 1 NOT NULL,
    callback text DEFAULT 'NONE'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt bigint,
    exemption text DEFAULT ''::text NOT NULL,
    tell_by bigint,
    tell_since bigint,
    write_since bigint,
    refuses_messages boolean DEFAULT false NOT NULL
);
CREATE TABLE public.case_caller_default (
    case_id bigint NOT NULL,
    call_id bigint NOT NULL,
    answered boolean NOT NULL,
    has_phone boolean DEFAULT true NOT NULL,
    wishes_no_reply boolean DEFAULT false NOT NULL,
    withdrawn boolean DEFAULT false NOT NULL,
    handling integer DEFAULT 1 NOT NULL,
    callback text DEFAULT 'NONE'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt bigint,
    exemption text DEFAULT ''::text NOT NULL,
    tell_by bigint,
    tell_since bigint,
    write_since bigint,
    refuses_messages boolean DEFAULT false NOT NULL
);
CREATE TABLE public.case_search (
    case_id bigint NOT NULL,
    words tsvector NOT NULL
);
CREATE TABLE public.counter (
    name text NOT NULL,
    last bigint NOT NULL
);
CREATE TABLE public.decision (
    case_id bigint NOT NULL,
    version integer NOT NULL,
    outcome text NOT NULL,
    lead text NOT NULL,
    cohandlers text NOT NULL,
    urgency text NOT NULL,
    policy text NOT NULL,
    reasons text NOT NULL,
    rules text NOT NULL,
    book_version text NOT NULL,
    facts text NOT NULL,
    decided_at bigint NOT NULL,
    reader_version text DEFAULT ''::text NOT NULL,
    proposals text DEFAULT '[]'::text NOT NULL,
    asks_back boolean DEFAULT false NOT NULL,
    suggestions text DEFAULT '[]'::text NOT NULL,
    time_limit text DEFAULT '7个工作日'::text NOT NULL,
    end_code text DEFAULT ''::text NOT NULL,
    hands_to text DEFAULT '[]'::text NOT NULL
)
PARTITION BY RANGE (case_id);
CREATE TABLE public.decision_202611 (
    case_id bigint NOT NULL,
    version integer NOT NULL,
    outcome text NOT NULL,
    lead text NOT NULL,
    cohandlers text NOT NULL,
    urgency text NOT NULL,
    policy text NOT NULL,
    reasons text NOT NULL,
    rules text NOT NULL,
    book_version text NOT NULL,
    facts text NOT NULL,
    decided_at bigint NOT NULL,
    reader_version text DEFAULT ''::text NOT NULL,
    proposals text DEFAULT '[]'::text NOT NULL,
    asks_back boolean DEFAULT false NOT NULL,
    suggestions text DEFAULT '[]'::text NOT NULL,
    time_limit text DEFAULT '7个工作日'::text NOT NULL,
    end_code text DEFAULT ''::text NOT NULL,
    hands_to text DEFAULT '[]'::text NOT NULL
);
CREATE TABLE public.decision_202612 (
    case_id bigint NOT NULL,
    version integer NOT NULL,
    outcome text NOT NULL,
    lead text NOT NULL,
    cohandlers text NOT NULL,
    urgency text NOT NULL,
    policy text NOT NULL,
    reasons text NOT NULL,
    rules text NOT NULL,
    book_version text NOT NULL,
    facts text NOT NULL,
    decided_at bigint NOT NULL,
    reader_version text DEFAULT ''::text NOT NULL,
    proposals text DEFAULT '[]'::text NOT NULL,
    asks_back boolean DEFAULT false NOT NULL,
    suggestions text DEFAULT '[]'::text NOT NULL,
    time_limit text DEFAULT '7个工作日'::text NOT NULL,
    end_code text DEFAULT ''::text NOT NULL,
    hands_to text DEFAULT '[]'::text NOT NULL
);
CREATE TABLE public.decision_202701 (
    case_id bigint NOT NULL,
    version integer NOT NULL,
    outcome text NOT NULL,
    lead text NOT NULL,
    cohandlers text NOT NULL,
    urgency text NOT NULL,
    policy text NOT NULL,
    reasons text NOT NULL,
    rules text NOT NULL,
    book_version text NOT NULL,
    facts text NOT NULL,
    decided_at bigint NOT NULL,
    reader_version text DEFAULT ''::text NOT NULL,
    proposals text DEFAULT '[]'::text NOT NULL,
    asks_back boolean DEFAULT false NOT NULL,
    suggestions text DEFAULT '[]'::text NOT NULL,
    time_limit text DEFAULT '7个工作日'::text NOT NULL,
    end_code text DEFAULT ''::text NOT NULL,
    hands_to text DEFAULT '[]'::text NOT NULL
);
CREATE TABLE public.decision_default (
    case_id bigint NOT NULL,
    version integer NOT NULL,
    outcome text NOT NULL,
    lead text NOT NULL,
    cohandlers text NOT NULL,
    urgency text NOT NULL,
    policy text NOT NULL,
    reasons text NOT NULL,
    rules text NOT NULL,
    book_version text NOT NULL,
    facts text NOT NULL,
    decided_at bigint NOT NULL,
    reader_version text DEFAULT ''::text NOT NULL,
    proposals text DEFAULT '[]'::text NOT NULL,
    asks_back boolean DEFAULT false NOT NULL,
    suggestions text DEFAULT '[]'::text NOT NULL,
    time_limit text DEFAULT '7个工作日'::text NOT NULL,
    end_code text DEFAULT ''::text NOT NULL,
    hands_to text DEFAULT '[]'::text NOT NULL
);
CREATE TABLE public.directory_revision (
    id bigint NOT NULL,
    state text NOT NULL,
    effective_on text NOT NULL,
    changes text NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL,
    made_at bigint NOT NULL,
    ended_at bigint,
    ended_by text NOT NULL,
    handed_over integer NOT NULL
);
CREATE SEQUENCE public.directory_revision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.directory_revision_id_seq OWNED BY public.directory_revision.id;
CREATE TABLE public.gazetteer (
    version bigint NOT NULL,
    places integer NOT NULL,
    made_at bigint NOT NULL,
    content text NOT NULL
);
CREATE TABLE public.handover (
    case_id bigint NOT NULL,
    number integer NOT NULL,
    line text NOT NULL,
    record text NOT NULL,
    state text NOT NULL,
    gives_back boolean NOT NULL,
    handed_at bigint NOT NULL,
    accept_by bigint NOT NULL,
    accepted_at bigint,
    ended_at bigint
);
CREATE TABLE public.holiday (
    day character varying(255) NOT NULL,
    working boolean NOT NULL,
    name character varying(255) NOT NULL
);
CREATE TABLE public.hotline_case (
    id bigint NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    since bigint NOT NULL,
    outcome text NOT NULL,
    urgency smallint NOT NULL,
    category text NOT NULL,
    matter text NOT NULL,
    district text NOT NULL,
    caller_index text NOT NULL,
    lead text NOT NULL,
    cohandlers text NOT NULL,
    may_answer boolean NOT NULL,
    owner text NOT NULL,
    next_due bigint,
    reminded_at bigint,
    transfers integer NOT NULL,
    objected text NOT NULL,
    registered_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    log_length integer NOT NULL,
    log_hash text NOT NULL,
    erased boolean DEFAULT false NOT NULL,
    town text DEFAULT ''::text NOT NULL,
    question text DEFAULT ''::text NOT NULL,
    time_limit text DEFAULT '7个工作日'::text NOT NULL,
    promise text DEFAULT ''::text NOT NULL,
    leader_question text DEFAULT ''::text NOT NULL,
    holds text DEFAULT '[]'::text NOT NULL,
    alarm text DEFAULT ''::text NOT NULL,
    end_proposal text DEFAULT ''::text NOT NULL,
    nuisance boolean DEFAULT false NOT NULL,
    urges integer DEFAULT 0 NOT NULL,
    reopen_by bigint,
    joined_into bigint DEFAULT 0 NOT NULL,
    registrar text DEFAULT ''::text NOT NULL,
    amend_by bigint,
    proposed_decision text DEFAULT ''::text NOT NULL,
    split_from bigint DEFAULT 0 NOT NULL,
    referral text DEFAULT ''::text NOT NULL,
    handovers text DEFAULT ''::text NOT NULL,
    origin_line text DEFAULT ''::text NOT NULL,
    origin_record text DEFAULT ''::text NOT NULL,
    reminders text DEFAULT ''::text NOT NULL,
    interrupted text DEFAULT ''::text NOT NULL,
    left_calls text DEFAULT ''::text NOT NULL
)
PARTITION BY RANGE (id);
CREATE TABLE public.hotline_case_202611 (
    id bigint NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    since bigint NOT NULL,
    outcome text NOT NULL,
    urgency smallint NOT NULL,
    category text NOT NULL,
    matter text NOT NULL,
    district text NOT NULL,
    caller_index text NOT NULL,
    lead text NOT NULL,
    cohandlers text NOT NULL,
    may_answer boolean NOT NULL,
    owner text NOT NULL,
    next_due bigint,
    reminded_at bigint,
    transfers integer NOT NULL,
    objected text NOT NULL,
    registered_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    log_length integer NOT NULL,
    log_hash text NOT NULL,
    erased boolean DEFAULT false NOT NULL,
    town text DEFAULT ''::text NOT NULL,
    question text DEFAULT ''::text NOT NULL,
    time_limit text DEFAULT '7个工作日'::text NOT NULL,
    promise text DEFAULT ''::text NOT NULL,
    leader_question text DEFAULT ''::text NOT NULL,
    holds text DEFAULT '[]'::text NOT NULL,
    alarm text DEFAULT ''::text NOT NULL,
    end_proposal text DEFAULT ''::text NOT NULL,
    nuisance boolean DEFAULT false NOT NULL,
    urges integer DEFAULT 0 NOT NULL,
    reopen_by bigint,
    joined_into bigint DEFAULT 0 NOT NULL,
    registrar text DEFAULT ''::text NOT NULL,
    amend_by bigint,
    proposed_decision text DEFAULT ''::text NOT NULL,
    split_from bigint DEFAULT 0 NOT NULL,
    referral text DEFAULT ''::text NOT NULL,
    handovers text DEFAULT ''::text NOT NULL,
    origin_line text DEFAULT ''::text NOT NULL,
    origin_record text DEFAULT ''::text NOT NULL,
    reminders text DEFAULT ''::text NOT NULL,
    interrupted text DEFAULT ''::text NOT NULL,
    left_calls text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.hotline_case_202612 (
    id bigint NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    since bigint NOT NULL,
    outcome text NOT NULL,
    urgency smallint NOT NULL,
    category text NOT NULL,
    matter text NOT NULL,
    district text NOT NULL,
    caller_index text NOT NULL,
    lead text NOT NULL,
    cohandlers text NOT NULL,
    may_answer boolean NOT NULL,
    owner text NOT NULL,
    next_due bigint,
    reminded_at bigint,
    transfers integer NOT NULL,
    objected text NOT NULL,
    registered_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    log_length integer NOT NULL,
    log_hash text NOT NULL,
    erased boolean DEFAULT false NOT NULL,
    town text DEFAULT ''::text NOT NULL,
    question text DEFAULT ''::text NOT NULL,
    time_limit text DEFAULT '7个工作日'::text NOT NULL,
    promise text DEFAULT ''::text NOT NULL,
    leader_question text DEFAULT ''::text NOT NULL,
    holds text DEFAULT '[]'::text NOT NULL,
    alarm text DEFAULT ''::text NOT NULL,
    end_proposal text DEFAULT ''::text NOT NULL,
    nuisance boolean DEFAULT false NOT NULL,
    urges integer DEFAULT 0 NOT NULL,
    reopen_by bigint,
    joined_into bigint DEFAULT 0 NOT NULL,
    registrar text DEFAULT ''::text NOT NULL,
    amend_by bigint,
    proposed_decision text DEFAULT ''::text NOT NULL,
    split_from bigint DEFAULT 0 NOT NULL,
    referral text DEFAULT ''::text NOT NULL,
    handovers text DEFAULT ''::text NOT NULL,
    origin_line text DEFAULT ''::text NOT NULL,
    origin_record text DEFAULT ''::text NOT NULL,
    reminders text DEFAULT ''::text NOT NULL,
    interrupted text DEFAULT ''::text NOT NULL,
    left_calls text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.hotline_case_2027 (
    id bigint NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    since bigint NOT NULL,
    outcome text NOT NULL,
    urgency smallint NOT NULL,
    category text NOT NULL,
    matter text NOT NULL,
    district text NOT NULL,
    caller_index text NOT NULL,
    lead text NOT NULL,
    cohandlers text NOT NULL,
    may_answer boolean NOT NULL,
    owner text NOT NULL,
    next_due bigint,
    reminded_at bigint,
    transfers integer NOT NULL,
    objected text NOT NULL,
    registered_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    log_length integer NOT NULL,
    log_hash text NOT NULL,
    erased boolean DEFAULT false NOT NULL,
    town text DEFAULT ''::text NOT NULL,
    question text DEFAULT ''::text NOT NULL,
    time_limit text DEFAULT '7个工作日'::text NOT NULL,
    promise text DEFAULT ''::text NOT NULL,
    leader_question text DEFAULT ''::text NOT NULL,
    holds text DEFAULT '[]'::text NOT NULL,
    alarm text DEFAULT ''::text NOT NULL,
    end_proposal text DEFAULT ''::text NOT NULL,
    nuisance boolean DEFAULT false NOT NULL,
    urges integer DEFAULT 0 NOT NULL,
    reopen_by bigint,
    joined_into bigint DEFAULT 0 NOT NULL,
    registrar text DEFAULT ''::text NOT NULL,
    amend_by bigint,
    proposed_decision text DEFAULT ''::text NOT NULL,
    split_from bigint DEFAULT 0 NOT NULL,
    referral text DEFAULT ''::text NOT NULL,
    handovers text DEFAULT ''::text NOT NULL,
    origin_line text DEFAULT ''::text NOT NULL,
    origin_record text DEFAULT ''::text NOT NULL,
    reminders text DEFAULT ''::text NOT NULL,
    interrupted text DEFAULT ''::text NOT NULL,
    left_calls text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.hotline_case_default (
    id bigint NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    since bigint NOT NULL,
    outcome text NOT NULL,
    urgency smallint NOT NULL,
    category text NOT NULL,
    matter text NOT NULL,
    district text NOT NULL,
    caller_index text NOT NULL,
    lead text NOT NULL,
    cohandlers text NOT NULL,
    may_answer boolean NOT NULL,
    owner text NOT NULL,
    next_due bigint,
    reminded_at bigint,
    transfers integer NOT NULL,
    objected text NOT NULL,
    registered_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    log_length integer NOT NULL,
    log_hash text NOT NULL,
    erased boolean DEFAULT false NOT NULL,
    town text DEFAULT ''::text NOT NULL,
    question text DEFAULT ''::text NOT NULL,
    time_limit text DEFAULT '7个工作日'::text NOT NULL,
    promise text DEFAULT ''::text NOT NULL,
    leader_question text DEFAULT ''::text NOT NULL,
    holds text DEFAULT '[]'::text NOT NULL,
    alarm text DEFAULT ''::text NOT NULL,
    end_proposal text DEFAULT ''::text NOT NULL,
    nuisance boolean DEFAULT false NOT NULL,
    urges integer DEFAULT 0 NOT NULL,
    reopen_by bigint,
    joined_into bigint DEFAULT 0 NOT NULL,
    registrar text DEFAULT ''::text NOT NULL,
    amend_by bigint,
    proposed_decision text DEFAULT ''::text NOT NULL,
    split_from bigint DEFAULT 0 NOT NULL,
    referral text DEFAULT ''::text NOT NULL,
    handovers text DEFAULT ''::text NOT NULL,
    origin_line text DEFAULT ''::text NOT NULL,
    origin_record text DEFAULT ''::text NOT NULL,
    reminders text DEFAULT ''::text NOT NULL,
    interrupted text DEFAULT ''::text NOT NULL,
    left_calls text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.hotspot (
    id bigint NOT NULL,
    cases integer NOT NULL,
    last_id bigint NOT NULL
);
CREATE TABLE public.hotspot_case (
    hotspot_id bigint NOT NULL,
    case_id bigint NOT NULL
);
CREATE TABLE public.hotspot_merged (
    id bigint NOT NULL,
    into_id bigint NOT NULL
);
CREATE TABLE public.hotspot_pair (
    pair integer NOT NULL,
    case_id bigint NOT NULL,
    hotspot_id bigint NOT NULL,
    weight smallint NOT NULL
);
CREATE TABLE public.hotspot_pair_seen (
    pair integer NOT NULL,
    messages integer NOT NULL
);
CREATE TABLE public.journal (
    sequence bigint NOT NULL,
    cause text NOT NULL,
    case_id bigint NOT NULL,
    "position" bigint NOT NULL,
    digests text NOT NULL,
    hash text NOT NULL
);
CREATE TABLE public.judgement (
    case_id bigint NOT NULL,
    version integer NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    verdict text NOT NULL,
    proposed text NOT NULL,
    policy text NOT NULL,
    reason text NOT NULL
);
CREATE TABLE public.learning_run (
    id bigint NOT NULL,
    state text NOT NULL,
    stage text NOT NULL,
    done bigint NOT NULL,
    total bigint NOT NULL,
    source text NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL,
    asked_at bigint NOT NULL,
    started_at bigint,
    seen_at bigint,
    ended_at bigint,
    reader_version text NOT NULL,
    error text NOT NULL
);
CREATE SEQUENCE public.learning_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.learning_run_id_seq OWNED BY public.learning_run.id;
CREATE TABLE public.log_entry (
    case_id bigint NOT NULL,
    sequence integer NOT NULL,
    "position" bigint NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    role text NOT NULL,
    act text NOT NULL,
    reason text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    department text NOT NULL,
    details text NOT NULL,
    hash text NOT NULL,
    digests text DEFAULT ''::text NOT NULL
)
PARTITION BY RANGE (case_id);
CREATE TABLE public.log_entry_202611 (
    case_id bigint NOT NULL,
    sequence integer NOT NULL,
    "position" bigint NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    role text NOT NULL,
    act text NOT NULL,
    reason text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    department text NOT NULL,
    details text NOT NULL,
    hash text NOT NULL,
    digests text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.log_entry_202612 (
    case_id bigint NOT NULL,
    sequence integer NOT NULL,
    "position" bigint NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    role text NOT NULL,
    act text NOT NULL,
    reason text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    department text NOT NULL,
    details text NOT NULL,
    hash text NOT NULL,
    digests text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.log_entry_202701 (
    case_id bigint NOT NULL,
    sequence integer NOT NULL,
    "position" bigint NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    role text NOT NULL,
    act text NOT NULL,
    reason text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    department text NOT NULL,
    details text NOT NULL,
    hash text NOT NULL,
    digests text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.log_entry_default (
    case_id bigint NOT NULL,
    sequence integer NOT NULL,
    "position" bigint NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    role text NOT NULL,
    act text NOT NULL,
    reason text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    department text NOT NULL,
    details text NOT NULL,
    hash text NOT NULL,
    digests text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.message (
    id bigint NOT NULL,
    key text NOT NULL,
    case_id bigint NOT NULL,
    call_id bigint NOT NULL,
    kind text NOT NULL,
    recipient text NOT NULL,
    text text NOT NULL,
    urgent boolean NOT NULL,
    protected boolean NOT NULL,
    book_version text NOT NULL,
    state text NOT NULL,
    created_at bigint NOT NULL,
    due_at bigint,
    expires_at bigint NOT NULL,
    attempts integer NOT NULL,
    reason text NOT NULL,
    phone_index text NOT NULL,
    sent_at bigint,
    settled_at bigint
);
CREATE TABLE public.open_location (
    case_id bigint NOT NULL,
    cell bigint NOT NULL,
    latitude integer NOT NULL,
    longitude integer NOT NULL,
    matter text NOT NULL
);
CREATE TABLE public.overview (
    day integer NOT NULL,
    format text NOT NULL,
    made_at bigint NOT NULL,
    content text NOT NULL
);
CREATE TABLE public.place (
    name text NOT NULL,
    unit text NOT NULL,
    kind text NOT NULL,
    latitude integer,
    longitude integer,
    aliases text NOT NULL,
    source text NOT NULL,
    imported bigint NOT NULL
);
CREATE TABLE public.place_dismissed (
    name text NOT NULL,
    district text NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL
);
CREATE TABLE public.place_sighting (
    name text NOT NULL,
    district text NOT NULL,
    case_id bigint NOT NULL
);
CREATE TABLE public.reader (
    version text NOT NULL,
    origin text NOT NULL,
    kept_at bigint NOT NULL,
    actor text NOT NULL,
    sources text NOT NULL,
    measures text NOT NULL,
    content text NOT NULL
);
CREATE TABLE public.reader_proposal (
    id bigint NOT NULL,
    version text NOT NULL,
    reader_version text NOT NULL,
    book_version text NOT NULL,
    losses text NOT NULL,
    state text NOT NULL,
    proposed_at bigint NOT NULL,
    proposed_by text NOT NULL,
    reason text NOT NULL,
    ended_at bigint,
    ended_by text NOT NULL,
    ended_because text NOT NULL
);
CREATE SEQUENCE public.reader_proposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.reader_proposal_id_seq OWNED BY public.reader_proposal.id;
CREATE TABLE public.reader_publication (
    id bigint NOT NULL,
    version text NOT NULL,
    kind text NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL,
    consented_by text NOT NULL
);
CREATE SEQUENCE public.reader_publication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.reader_publication_id_seq OWNED BY public.reader_publication.id;
CREATE TABLE public.reader_shadow (
    id bigint NOT NULL,
    version text NOT NULL,
    started_at bigint NOT NULL,
    actor text NOT NULL,
    active boolean NOT NULL,
    compared integer NOT NULL,
    differing integer NOT NULL
);
CREATE TABLE public.reader_shadow_difference (
    id bigint NOT NULL,
    shadow_id bigint NOT NULL,
    case_number text NOT NULL,
    published text NOT NULL,
    draft text NOT NULL
);
CREATE SEQUENCE public.reader_shadow_difference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.reader_shadow_difference_id_seq OWNED BY public.reader_shadow_difference.id;
CREATE SEQUENCE public.reader_shadow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.reader_shadow_id_seq OWNED BY public.reader_shadow.id;
CREATE TABLE public.rule_book (
    version character varying(255) NOT NULL,
    files text NOT NULL,
    tests text NOT NULL
);
CREATE TABLE public.rule_book_proposal (
    id bigint NOT NULL,
    version text NOT NULL,
    base_version text NOT NULL,
    files text NOT NULL,
    tests text NOT NULL,
    losses text NOT NULL,
    state text NOT NULL,
    proposed_at bigint NOT NULL,
    proposed_by text NOT NULL,
    reason text NOT NULL,
    ended_at bigint,
    ended_by text NOT NULL,
    ended_because text NOT NULL,
    takes_effect_at bigint
);
CREATE SEQUENCE public.rule_book_proposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.rule_book_proposal_id_seq OWNED BY public.rule_book_proposal.id;
CREATE TABLE public.rule_book_publication (
    id bigint NOT NULL,
    version character varying(255) NOT NULL,
    kind character varying(255) NOT NULL,
    at bigint NOT NULL,
    actor character varying(255) NOT NULL,
    reason text NOT NULL,
    consented_by character varying(255) NOT NULL
);
CREATE SEQUENCE public.rule_book_publication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.rule_book_publication_id_seq OWNED BY public.rule_book_publication.id;
CREATE TABLE public.rule_book_schedule (
    id bigint NOT NULL,
    state text NOT NULL,
    takes_effect_at bigint NOT NULL,
    version text NOT NULL,
    base_version text NOT NULL,
    proposed_at bigint NOT NULL,
    proposed_by text NOT NULL,
    reason text NOT NULL,
    consented_by text NOT NULL,
    ended_at bigint,
    ended_by text NOT NULL,
    ended_because text NOT NULL,
    files text NOT NULL,
    tests text NOT NULL,
    losses text NOT NULL
);
CREATE SEQUENCE public.rule_book_schedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.rule_book_schedule_id_seq OWNED BY public.rule_book_schedule.id;
CREATE TABLE public.rule_book_shadow (
    id bigint NOT NULL,
    version character varying(255) NOT NULL,
    started_at bigint NOT NULL,
    actor character varying(255) NOT NULL,
    active boolean NOT NULL,
    compared integer NOT NULL,
    differing integer NOT NULL
);
CREATE TABLE public.rule_book_shadow_difference (
    id bigint NOT NULL,
    shadow_id bigint NOT NULL,
    case_number character varying(255) NOT NULL,
    published character varying(255) NOT NULL,
    draft character varying(255) NOT NULL
);
CREATE SEQUENCE public.rule_book_shadow_difference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.rule_book_shadow_difference_id_seq OWNED BY public.rule_book_shadow_difference.id;
CREATE SEQUENCE public.rule_book_shadow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.rule_book_shadow_id_seq OWNED BY public.rule_book_shadow.id;
CREATE TABLE public.schema_version (
    version integer NOT NULL
);
CREATE TABLE public.search_position (
    "position" bigint NOT NULL,
    backlog bigint NOT NULL
);
CREATE TABLE public.signed_head (
    number bigint NOT NULL,
    body text NOT NULL,
    key_id text NOT NULL,
    signature text NOT NULL
);
CREATE TABLE public.slip (
    id bigint NOT NULL,
    kind text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL,
    reference text NOT NULL,
    case_id bigint NOT NULL,
    call_id bigint NOT NULL,
    office text NOT NULL,
    issued_at bigint NOT NULL,
    due_at bigint,
    book_version text NOT NULL,
    paper text NOT NULL
);
CREATE TABLE public.stuck_item (
    job text NOT NULL,
    item text NOT NULL,
    case_id bigint NOT NULL,
    reason text NOT NULL,
    attempts integer NOT NULL,
    since bigint NOT NULL,
    retry_at bigint NOT NULL
);
CREATE TABLE public.token_revocation (
    id bigint NOT NULL,
    token_id text NOT NULL,
    subject text NOT NULL,
    reason text NOT NULL,
    actor text NOT NULL,
    at bigint NOT NULL
);
CREATE SEQUENCE public.token_revocation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.token_revocation_id_seq OWNED BY public.token_revocation.id;
CREATE TABLE public.unit (
    code text NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    body text NOT NULL
);
CREATE TABLE public.verification (
    id bigint NOT NULL,
    body text NOT NULL,
    key_id text NOT NULL,
    signature text NOT NULL
);
ALTER TABLE ONLY public.access_case ATTACH PARTITION public.access_case_202612 FOR VALUES FROM ('20261201000000000') TO ('20270101000000000');
ALTER TABLE ONLY public.access_case ATTACH PARTITION public.access_case_202701 FOR VALUES FROM ('20270101000000000') TO ('20270201000000000');
ALTER TABLE ONLY public.access_case ATTACH PARTITION public.access_case_default DEFAULT;
ALTER TABLE ONLY public.access_entry ATTACH PARTITION public.access_entry_202612 FOR VALUES FROM ('20261201000000000') TO ('20270101000000000');
ALTER TABLE ONLY public.access_entry ATTACH PARTITION public.access_entry_202701 FOR VALUES FROM ('20270101000000000') TO ('20270201000000000');
ALTER TABLE ONLY public.access_entry ATTACH PARTITION public.access_entry_default DEFAULT;
ALTER TABLE ONLY public.answer ATTACH PARTITION public.answer_202611 FOR VALUES FROM ('20261101000000000') TO ('20261201000000000');
ALTER TABLE ONLY public.answer ATTACH PARTITION public.answer_202612 FOR VALUES FROM ('20261201000000000') TO ('20270101000000000');
ALTER TABLE ONLY public.answer ATTACH PARTITION public.answer_202701 FOR VALUES FROM ('20270101000000000') TO ('20270201000000000');
ALTER TABLE ONLY public.answer ATTACH PARTITION public.answer_default DEFAULT;
ALTER TABLE ONLY public.assignment ATTACH PARTITION public.assignment_202611 FOR VALUES FROM ('20261101000000000') TO ('20261201000000000');
ALTER TABLE ONLY public.assignment ATTACH PARTITION public.assignment_202612 FOR VALUES FROM ('20261201000000000') TO ('20270101000000000');
ALTER TABLE ONLY public.assignment ATTACH PARTITION public.assignment_2027 FOR VALUES FROM ('20270101000000000') TO ('20280101000000000');
ALTER TABLE ONLY public.assignment ATTACH PARTITION public.assignment_default DEFAULT;
ALTER TABLE ONLY public.call ATTACH PARTITION public.call_202611 FOR VALUES FROM ('20261101000000000') TO ('20261201000000000');
ALTER TABLE ONLY public.call ATTACH PARTITION public.call_202612 FOR VALUES FROM ('20261201000000000') TO ('20270101000000000');
ALTER TABLE ONLY public.call ATTACH PARTITION public.call_202701 FOR VALUES FROM ('20270101000000000') TO ('20270201000000000');
ALTER TABLE ONLY public.call ATTACH PARTITION public.call_default DEFAULT;
ALTER TABLE ONLY public.case_caller ATTACH PARTITION public.case_caller_202611 FOR VALUES FROM ('20261101000000000') TO ('20261201000000000');
ALTER TABLE ONLY public.case_caller ATTACH PARTITION public.case_caller_202612 FOR VALUES FROM ('20261201000000000') TO ('20270101000000000');
ALTER TABLE ONLY public.case_caller ATTACH PARTITION public.case_caller_202701 FOR VALUES FROM ('20270101000000000') TO ('20270201000000000');
ALTER TABLE ONLY public.case_caller ATTACH PARTITION public.case_caller_default DEFAULT;
ALTER TABLE ONLY public.decision ATTACH PARTITION public.decision_202611 FOR VALUES FROM ('20261101000000000') TO ('20261201000000000');
ALTER TABLE ONLY public.decision ATTACH PARTITION public.decision_202612 FOR VALUES FROM ('20261201000000000') TO ('20270101000000000');
ALTER TABLE ONLY public.decision ATTACH PARTITION public.decision_202701 FOR VALUES FROM ('20270101000000000') TO ('20270201000000000');
ALTER TABLE ONLY public.decision ATTACH PARTITION public.decision_default DEFAULT;
ALTER TABLE ONLY public.hotline_case ATTACH PARTITION public.hotline_case_202611 FOR VALUES FROM ('20261101000000000') TO ('20261201000000000');
ALTER TABLE ONLY public.hotline_case ATTACH PARTITION public.hotline_case_202612 FOR VALUES FROM ('20261201000000000') TO ('20270101000000000');
ALTER TABLE ONLY public.hotline_case ATTACH PARTITION public.hotline_case_2027 FOR VALUES FROM ('20270101000000000') TO ('20280101000000000');
ALTER TABLE ONLY public.hotline_case ATTACH PARTITION public.hotline_case_default DEFAULT;
ALTER TABLE ONLY public.log_entry ATTACH PARTITION public.log_entry_202611 FOR VALUES FROM ('20261101000000000') TO ('20261201000000000');
ALTER TABLE ONLY public.log_entry ATTACH PARTITION public.log_entry_202612 FOR VALUES FROM ('20261201000000000') TO ('20270101000000000');
ALTER TABLE ONLY public.log_entry ATTACH PARTITION public.log_entry_202701 FOR VALUES FROM ('20270101000000000') TO ('20270201000000000');
ALTER TABLE ONLY public.log_entry ATTACH PARTITION public.log_entry_default DEFAULT;
ALTER TABLE ONLY public.announcement ALTER COLUMN id SET DEFAULT nextval('public.announcement_id_seq'::regclass);
ALTER TABLE ONLY public.directory_revision ALTER COLUMN id SET DEFAULT nextval('public.directory_revision_id_seq'::regclass);
ALTER TABLE ONLY public.learning_run ALTER COLUMN id SET DEFAULT nextval('public.learning_run_id_seq'::regclass);
ALTER TABLE ONLY public.reader_proposal ALTER COLUMN id SET DEFAULT nextval('public.reader_proposal_id_seq'::regclass);
ALTER TABLE ONLY public.reader_publication ALTER COLUMN id SET DEFAULT nextval('public.reader_publication_id_seq'::regclass);
ALTER TABLE ONLY public.reader_shadow ALTER COLUMN id SET DEFAULT nextval('public.reader_shadow_id_seq'::regclass);
ALTER TABLE ONLY public.reader_shadow_difference ALTER COLUMN id SET DEFAULT nextval('public.reader_shadow_difference_id_seq'::regclass);
ALTER TABLE ONLY public.rule_book_proposal ALTER COLUMN id SET DEFAULT nextval('public.rule_book_proposal_id_seq'::regclass);
ALTER TABLE ONLY public.rule_book_publication ALTER COLUMN id SET DEFAULT nextval('public.rule_book_publication_id_seq'::regclass);
ALTER TABLE ONLY public.rule_book_schedule ALTER COLUMN id SET DEFAULT nextval('public.rule_book_schedule_id_seq'::regclass);
ALTER TABLE ONLY public.rule_book_shadow ALTER COLUMN id SET DEFAULT nextval('public.rule_book_shadow_id_seq'::regclass);
ALTER TABLE ONLY public.rule_book_shadow_difference ALTER COLUMN id SET DEFAULT nextval('public.rule_book_shadow_difference_id_seq'::regclass);
ALTER TABLE ONLY public.token_revocation ALTER COLUMN id SET DEFAULT nextval('public.token_revocation_id_seq'::regclass);
INSERT INTO public.access_case_202612 VALUES (20261203000000002, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261203000000001, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261121000000001, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261119000000002, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261119000000001, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261118000000002, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261118000000001, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261117000000002, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261117000000001, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261115000000003, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261115000000002, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261115000000001, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261114000000001, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261112000000002, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261112000000001, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261110000000001, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261109000000002, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261109000000001, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261108000000002, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261108000000001, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261107000000002, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261107000000001, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261106000000002, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261106000000001, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261103000000001, 20261203000000001);
INSERT INTO public.access_case_202612 VALUES (20261102000000001, 20261203000000001);
INSERT INTO public.access_entry_202612 VALUES (20261203000000001, 1796292300000000, '测试', 'CaseService/ListCases', '', '', '["20261203-000002","20261203-000001","20261121-000001","20261119-000002","20261119-000001","20261118-000002","20261118-000001","20261117-000002","20261117-000001","20261115-000003","20261115-000002","20261115-000001","20261114-000001","20261112-000002","20261112-000001","20261110-000001","20261109-000002","20261109-000001","20261108-000002","20261108-000001","20261107-000002","20261107-000001","20261106-000002","20261106-000001","20261103-000001","20261102-000001"]', '3dcd2369461662319bc7bc97196247c6a5b03961da11dcb455d69a3ce13328fd');
INSERT INTO public.answer_202611 VALUES (20261106000000002, 1, 20261106000000002, 1793939820000000, '规则库', '电话', '缴费满一年、非本人意愿中断就业并办理失业登记的,可以在网上大厅或人社窗口申领失业保险金,凭身份证即可。', 'ZC-SY-01', true, true);
INSERT INTO public.answer_202611 VALUES (20261106000000001, 1, 20261106000000001, 1794047441644073, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261108000000002, 1, 20261108000000002, 1794119040000000, '规则库', '电话', '灵活就业人员凭身份证可以在户籍地或就业地社保窗口、网上大厅参保,缴费比例百分之二十,按月、按季或按年缴纳。', 'ZC-SB-01', true, true);
INSERT INTO public.answer_202611 VALUES (20261103000000001, 1, 20261103000000001, 1794318272931273, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261107000000001, 1, 20261107000000001, 1794377569434299, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261109000000001, 1, 20261109000000001, 1794504128054606, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261107000000002, 1, 20261107000000002, 1794556161289399, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261115000000002, 1, 20261115000000002, 1794732780000000, '规则库', '电话', '缴费满一年、非本人意愿中断就业并办理失业登记的,可以在网上大厅或人社窗口申领失业保险金,凭身份证即可。', 'ZC-SY-01', true, true);
INSERT INTO public.answer_202611 VALUES (20261110000000001, 1, 20261110000000001, 1794749172178332, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261109000000002, 1, 20261109000000002, 1794828128862741, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261108000000001, 1, 20261108000000001, 1794833176367471, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261102000000001, 1, 20261102000000001, 1794850743921844, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261112000000001, 1, 20261112000000001, 1794989461664968, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261118000000002, 1, 20261118000000002, 1795009860000000, '规则库', '电话', '连续足额缴存满三个月、本人及配偶在本市没有自有住房的,可以每年提取一次公积金付房租,凭身份证在网上或任一公积金网点办理,三个工作日到账。', 'ZC-GJJ-01', true, true);
INSERT INTO public.answer_202611 VALUES (20261112000000002, 1, 20261112000000002, 1795210313875109, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261115000000001, 1, 20261115000000001, 1795302969977686, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261117000000002, 1, 20261117000000002, 1795381592620418, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261114000000001, 1, 20261114000000001, 1795387884167039, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261118000000001, 1, 20261118000000001, 1795422949964547, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261115000000003, 1, 20261115000000003, 1795469734322867, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261119000000002, 1, 20261119000000002, 1795527204001664, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261117000000001, 1, 20261117000000001, 1795646130438884, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261119000000001, 1, 20261119000000001, 1795664111232050, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.answer_202611 VALUES (20261121000000001, 1, 20261121000000001, 1795704854442450, '李值班', '电话', '您反映的事已经办好', '', true, true);
INSERT INTO public.assignment_202611 VALUES (20261106000000001, 1, '公安局', true, 'DONE', 1793932967364919, 1794909600000000, false, 1794909600000000, 1793934767364919, false, NULL, 1793933949134511, 1793962534779659, '已到现场处理,问题已解决', 0, '', 0, 0, 0, 0, 0, 1793962534779659, NULL, 0, NULL, '7个工作日', 0, 1794909600000000, 1794909600000000, '[]', NULL, 1793932967364919, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261106000000001, 2, '消防救援支队', false, 'DONE', 1793932967364919, 1794909600000000, false, 1794909600000000, 1793937481055717, false, NULL, 1793935681055717, 1793946924536414, '已到现场处理,问题已解决', 0, '', 0, 0, 0, 1, 0, 1793946924536414, NULL, 0, NULL, '7个工作日', 0, 1794909600000000, 1794909600000000, '[]', NULL, 1793932967364919, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261115000000001, 1, '青山区生态环境分局', true, 'DONE', 1794712320000000, 1795514400000000, false, 1795600800000000, 1794819600000000, false, NULL, 1794715133617314, 1795227596971037, '已到现场处理,问题已解决', 0, '', 0, 1, 0, 0, 0, 1795054053114148, NULL, 0, NULL, '7个工作日', 0, 1795514400000000, 1795514400000000, '[]', NULL, 1794712320000000, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261112000000001, 1, '民政局', true, 'DONE', 1794464495385084, 1795428000000000, false, 1795428000000000, 1794547295385084, false, NULL, 1794475363664133, 1794931844589852, '已到现场处理,问题已解决', 0, '', 0, 0, 0, 0, 0, 1794931844589852, NULL, 0, NULL, '7个工作日', 0, 1795428000000000, 1795428000000000, '[]', NULL, 1794464495385084, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261108000000001, 1, '轨道交通集团', true, 'DONE', 1794114540000000, 1794909600000000, false, 1794909600000000, 1794214800000000, false, NULL, 1794126548737174, 1794777668520478, '已到现场处理,问题已解决', 0, '', 0, 0, 0, 0, 1, 1794777668520478, NULL, 0, NULL, '7个工作日', 0, 1794909600000000, 1794909600000000, '[]', NULL, 1794114540000000, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261121000000001, 1, '人力资源和社会保障局', true, 'DONE', 1795223880000000, 1796119200000000, false, 1796119200000000, 1795424400000000, false, NULL, 1795228457802765, 1795613949028363, '已到现场处理,问题已解决', 0, '', 0, 0, 0, 0, 0, 1795613949028363, NULL, 0, NULL, '7个工作日', 0, 1796119200000000, 1796119200000000, '[]', NULL, 1795223880000000, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261118000000001, 1, '邮政管理局', true, 'DECLINED', 1794969060000000, 1795600800000000, false, 1795600800000000, 1795051860000000, false, NULL, NULL, NULL, '', 0, '', 0, 0, 0, 0, 0, NULL, NULL, 0, NULL, '5个工作日', 0, 1795600800000000, 1795600800000000, '[]', NULL, 1794969060000000, NULL, '', '', 'UPHELD', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261117000000001, 1, '青山区生态环境分局', true, 'DONE', 1794880680000000, 1795687200000000, false, 1795687200000000, 1794909480000000, false, NULL, 1794893796981329, 1795565141061028, '已到现场处理,问题已解决', 0, '', 0, 0, 0, 0, 1, 1795565141061028, NULL, 0, NULL, '7个工作日', 0, 1795687200000000, 1795687200000000, '[]', NULL, 1794880680000000, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261110000000001, 1, '西岭区住房和城乡建设局', true, 'DONE', 1794305820000000, 1795082400000000, false, 1795082400000000, 1794387600000000, false, NULL, 1794308888835222, 1794698676801687, '已到现场处理,问题已解决', 0, '', 0, 0, 0, 0, 0, 1794698676801687, NULL, 0, NULL, '7个工作日', 0, 1795082400000000, 1795082400000000, '[]', NULL, 1794305820000000, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261114000000001, 1, '东湖区住房和城乡建设局', true, 'DONE', 1794768794951397, 1795600800000000, false, 1795600800000000, 1794783194951397, false, NULL, 1794777998926406, 1795285996970041, '已到现场处理,问题已解决', 0, '', 0, 0, 0, 1, 0, 1795285996970041, NULL, 0, NULL, '7个工作日', 0, 1795600800000000, 1795600800000000, '[]', NULL, 1794768794951397, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261118000000001, 2, '民政局', true, 'DONE', 1794989770021385, 1795773600000000, false, 1795773600000000, 1795072570021385, false, NULL, 1794998874178520, 1795398163353855, '已到现场处理,问题已解决', 0, '', 0, 0, 0, 0, 0, 1795398163353855, NULL, 0, NULL, '7个工作日', 0, 1795773600000000, 1795773600000000, '[]', NULL, 1794989770021385, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261102000000001, 1, '龙泉县市场监督管理局', true, 'DONE', 1793615160000000, 1794391200000000, false, 1794823200000000, 1793781780000000, false, NULL, 1793747958373310, 1794759955307434, '已到现场处理,问题已解决', 0, '', 0, 0, 1, 1, 3, 1794759955307434, NULL, 0, 1794391200000000, '7个工作日', 0, 1794391200000000, 1794391200000000, '[]', NULL, 1793615160000000, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261109000000002, 1, '江岸区城市管理局', true, 'DONE', 1794198420000000, 1794823200000000, false, 1794823200000000, 1794281220000000, false, NULL, 1794209415880028, 1794718357571327, '已到现场处理,问题已解决', 0, '', 0, 0, 0, 0, 2, 1794718357571327, NULL, 0, NULL, '5个工作日', 0, 1794823200000000, 1794823200000000, '[]', NULL, 1794198420000000, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261119000000001, 1, '邮政管理局', true, 'DONE', 1795054320000000, 1795687200000000, false, 1795687200000000, 1795137120000000, false, NULL, 1795068672848776, 1795589385406585, '已到现场处理,问题已解决', 0, '', 0, 0, 0, 0, 2, 1795589385406585, NULL, 0, NULL, '5个工作日', 0, 1795687200000000, 1795687200000000, '[]', NULL, 1795054320000000, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261107000000002, 1, '交警支队', true, 'DONE', 1794053700000000, 1794564000000000, false, 1794564000000000, 1794214800000000, false, NULL, 1794066962802825, 1794508306899164, '已到现场处理,问题已解决', 0, '', 0, 0, 0, 0, 2, 1794508306899164, NULL, 0, NULL, '5个工作日', 0, 1794564000000000, 1794564000000000, '[]', NULL, 1794053700000000, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261119000000002, 1, '南浦区生态环境分局', true, 'DONE', 1795083360000000, 1795687200000000, false, 1795687200000000, 1795165200000000, false, NULL, 1795095155896060, 1795469406904116, '已到现场处理,问题已解决', 0, '', 0, 0, 0, 0, 0, 1795469406904116, NULL, 0, NULL, '5个工作日', 0, 1795687200000000, 1795687200000000, '[]', NULL, 1795083360000000, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202611 VALUES (20261119000000002, 2, '公安局', false, 'DECLINED', 1795083360000000, 1795687200000000, false, 1795687200000000, 1795165200000000, false, NULL, NULL, NULL, '', 0, '', 0, 0, 0, 0, 0, NULL, NULL, 0, NULL, '5个工作日', 0, 1795687200000000, 1795687200000000, '[]', NULL, 1795083360000000, NULL, '', '', 'UPHELD', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202612 VALUES (20261203000000002, 1, '交通运输局', true, 'WITHDRAWN', 1796260680000000, 1796896800000000, false, 1796896800000000, 1796289480000000, false, NULL, NULL, NULL, '', 0, '', 0, 0, 0, 0, 0, NULL, NULL, 0, NULL, '5个工作日', 0, 1796896800000000, 1796896800000000, '[]', NULL, 1796260680000000, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.assignment_202612 VALUES (20261203000000001, 1, '交通运输局', true, 'ASSIGNED', 1796260680000000, 1796896800000000, false, 1796896800000000, 1796289480000000, false, NULL, NULL, NULL, '', 0, '', 0, 0, 0, 0, 0, NULL, NULL, 0, NULL, '5个工作日', 0, 1800007200000000, 1796896800000000, '[]', NULL, 1796260680000000, NULL, '', '', 'NONE', NULL, false, 0, 0, NULL, NULL, NULL, '', '', false, NULL, NULL, NULL);
INSERT INTO public.call_202611 VALUES (20261102000000001, '638f49e9-8dc1-41fb-a8e8-4698d9106efa', false, 1793615160000000, '', '超市卖过期食品,还不认账', '电话', '', '龙泉县', '', '0702', '', false, 'tests:V6dSOIhjA/J2TnUT3AM07/JcrmVo/hZ2bfaI/84lZuS34KcSazIzMQS6/IE25+rcQA1I/f62eEun9KVXivbr', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261103000000001, '800d1575-b395-4e38-ae14-f3c4d7ad9589', false, 1793670180000000, '', '表扬 12 路公交车司机,捡到钱包还给了我', '电话', '', '', '', '0705', '', false, 'tests:q3ddflpg+doZNB5r32r6pPaQzKD5EmXzz9zNZv+Z4qOlFwLqMiaAUXxG3kkxdBURrqBKN9Gzz+y7K/CHDtxA', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261106000000001, 'a0028462-731b-4a57-a905-b7325b0bb4de', false, 1793932380000000, '', '我妈有老年痴呆,早上出去到现在没回来', '电话', '', '', '', '0704', '', false, 'tests:9YcwMvBdm2cPMJ7eDQTkbQo1YvKp6xv24LUVAQ8asPCDsLqneb+E9JdDEfRRp1e+9JcFgan4DRZ7/dqQcK2n', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261106000000002, '0670542f-478f-408d-af82-82372ee0eb94', false, 1793939820000000, '', '请问失业金怎么申领', '电话', '', '', '', '0702', '', false, 'tests:hTL5QFwldfwfodwRyefWK4rabgl1HkdWRUjWVD1luoaMHYTDYCj+0kZUmzvvN/AgjVoA3QjHzZ7fPc2Ussk0', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261107000000001, 'd3cbe987-6a65-4b68-8092-03deda891089', false, 1794030000000000, '', '开公司怎么办营业执照', '电话', '', '', '', '0703', '', false, 'tests:ZK4e3CPr1WU1ZkB1iTtRoDul4g9wEA7LBzANYlZRbm8inMPOJPWOqIlhnB0yBY/cB5QJHOedeuPBraIN3aQj', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261107000000002, '038ba525-4eb2-45db-8546-f71524f68c86', false, 1794053700000000, '', '红绿灯坏了,路口天天堵车', '电话', '', '', '', '0701', '', false, 'tests:uuNKQe0gF4YeJ2VEwj+N2Y9uflbOadk1JA9zRCSYcPO5kvSaUU1a7zltqsuqzWMuLZ35aaT/MFYftHBKBWMS', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261108000000001, '89437a66-a08f-4169-9138-8c591875dafb', false, 1794114540000000, '', '建议在地铁口多装几盏路灯', '电话', '', '', '', '0701', '', false, 'tests:Lz9JRKXu21arDL3kfkc9A87+cL4IZanrSMNXrYpG/cbJVZ1/I+qFqYK5JSr3sCaE+GTYmWgEpzMiL2mv5OD3', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261108000000002, 'ba9327f2-96f6-4767-a1ca-053ecfd5ec03', false, 1794119040000000, '', '我是自由职业,自己怎么交养老保险', '电话', '', '', '', '0701', '', false, 'tests:lBB6Ae24ytl9igWAOXeofl8GM3jrBbositrG5zt/1eAHPBOzvGZOByO0NU27vAXaojMoC8giyUj9vaUccuNl', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261109000000001, 'd3b4ea5b-30c6-4a70-92dd-30c9bdbbc950', false, 1794196080000000, '', '表扬 12 路公交车司机,捡到钱包还给了我', '电话', '', '', '', '0705', '', false, 'tests:LOeQpy3HoT5alGrImCIF6N8rCvNP3WV0nPMQTfXAci67eo1LCqpd4IShpIgiSY8lsnPm6ARomfL2ia/Oo6+p', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261109000000002, '90dea0b2-8ba9-4dbc-8075-d289d3dd3d8a', false, 1794198420000000, '', '河边没有护栏,怕小孩掉水里', '电话', '', '江岸区', '', '0701', '', false, 'tests:4hFDhipZeFOBok7p0c+26HwShIowqJCBI7zkjlwaibTNRWvdmxgT+A5HB1lzm/BSmShrOINsKrMX+QMHDiua', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261110000000001, '42d3c223-99f1-4a8f-8f78-99af21c8b758', false, 1794305820000000, '', '小区物业费涨了一倍,服务越来越差', '电话', '投诉', '西岭区', '', '0702', '', false, 'tests:5KXmFB9LEQvLUMjHnqHcC/GVNKCu0GivRjWjB6VZSPVBlfXqgdR3S44xZjnPwHesob4hTCJ7wj5FZsy0ULaV', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261112000000001, 'fac3e726-d0f6-4398-925a-2ee432ebbb03', false, 1794464100000000, '', '邻居养鸽子,我不知道该找谁', '电话', '', '', '', '0702', '', false, 'tests:tmlRs9M+3RNI8tZnvnkU2AfnzseFY//V6T766YHuAzWkASuYaIqFEVgG7z0FlCnHhqyxn1lLZhuCZepr6khl', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261112000000002, '16d61bc7-2067-4158-a4e8-be23c677a091', false, 1794491820000000, '', '表扬 12 路公交车司机,捡到钱包还给了我', '电话', '', '', '', '0701', '', false, 'tests:2u7T/782bGOK+kqI0ybZSOFoO/dSkEWxCWVk7DLKlRQ026AgSnkpRJJpMiXXozyvH97AdJjYzpJzed8M/orz', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261114000000001, '8a7ea6d9-b39e-428b-8199-b9066b3cfb21', false, 1794651720000000, '', '开发商逾期交房,我们几百户业主集体上访也没人管,记者都来了', '电话', '', '东湖区', '', '0703', '', false, 'tests:zN6aJBcO54ot2BveCxhGpsAF5Bvoq7nrD6HsZO+48CvwV+rRo1vRyUDycJijxDGOycn33Ht2g6WeYdTFHYuR', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261115000000001, '1ddc9a52-bcc7-40ab-a90f-18858b685a14', false, 1794712320000000, '', '化工厂晚上偷排废气,开不了窗', '电话', '举报', '青山区', '', '0705', '', false, 'tests:0XVrfRH939u82ZFdyl3ywz5fNhezWg7HdrigMaTA4GAxjVXhYttcyTlwUIX3DBsLOeRtZ1tDEYoqJayzvOyS', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261115000000002, '402b15dc-d62d-400b-8ade-337549c2e605', false, 1794732780000000, '', '请问失业金怎么申领', '电话', '', '', '', '0701', '', false, 'tests:1qA9EQXNo3QH+h4bLhsT/pOOPoGL8+a2Y1w07p8ySpYeIj3L5hwu6WQj/7orpALIx977lETkDY9RKo5MncCg', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261115000000003, '473c4961-d106-4bdf-99aa-793177e1b7be', false, 1794750900000000, '', '东湖区哪里可以打流感疫苗', '电话', '', '', '', '0703', '', false, 'tests:ZSzSDW4b/bBhB7GE/nsCSWcxaXvjq+IisPmG2eo5zrssMbKwPJg2kFD9r4Lf7o422p7w1FD5UKCssm8ptpvy', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261117000000001, '884a47b7-5ee2-4047-b89e-a14f76d65b96', false, 1794880680000000, '', '化工厂晚上偷排废气,开不了窗', '电话', '举报', '青山区', '', '0705', '', false, 'tests:3bjPoBgJjmz4PNliv6c7EXcpl0XUXJYskkn77j1/PjEE1Lr66sgC0t60OmqTq/ygYTljcTHfNszO85UmMtkL', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261117000000002, '13eaca48-6205-4b2d-b309-14c05ab7262a', false, 1794912600000000, '', '驾驶证快到期了,去哪里换', '电话', '', '', '', '0704', '', false, 'tests:5vnj768TVO/wL0bZscMb/C3gQ7EV3T/yMqDmbWYEwvbMHoQww+RoDqV6S3S1PgxidNfRygRx5uPfGGDa5Yuy', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261118000000001, 'e4b433aa-aa34-4398-9129-fa6c7cf85570', false, 1794969060000000, '', '快递放在门口丢了,快递公司不赔', '电话', '', '北辰区', '', '0705', '', false, 'tests:H/I06m8pEtovFO+1jhdr7jnwBslN8JkVRt3vt6/LlON1a/UaxjUztVqTvrGz/sdDhpuk9ckusgGAQYu8158P', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261118000000002, 'a384a110-4c46-4d28-961f-ae437e6ebfee', false, 1795009860000000, '', '请问租房怎么提取公积金', '电话', '咨询', '', '', '0702', '', false, 'tests:R6XEYGwkiSgEh5pI+Z+oNd/L08d5ePOaN1smggxQ/lF7T8VssL0lMzonMnsdpoaaik1YdtXbTef65WQgTcJy', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261119000000001, '65bce007-3315-42a6-81ba-2d7bef8b1d68', false, 1795054320000000, '', '快递放在门口丢了,快递公司不赔', '电话', '', '北辰区', '', '0704', '', false, 'tests:zmirZ1OXKB/lWFigy5dAeOIbtpUgAkf18NaoKE3cO0djPISINnjJqyJ/S19cnzr/Je4cIMBO9oYBdE+e9gnD', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261119000000002, '18163855-8834-4622-809c-a7360637b9d1', false, 1795083360000000, '', '楼上半夜装修,噪音吵得孩子睡不着', '电话', '', '南浦区', '', '0702', '', false, 'tests:TXlL8tIGNZXwpq/xIcxOnQJtUZ7M5l5z2V6iq5gii5HdLOaK7XiF45D0F0T+joI0sWERoljWpcP/1S2upg/B', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202611 VALUES (20261121000000001, '9dc7b3d2-cfed-443f-b341-af08de71d028', false, 1795223880000000, '', '公司强迫我们签放弃社保的协议', '电话', '', '', '', '0701', '', false, 'tests:lx4Qp/+ujuVnu9Di+I0U/OI541AxAGi+IRxUoeagv+D1XC4f/FSOTFvi5KJDYJx/YWWBEiHZtrAlXxMAt3WY', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202612 VALUES (20261203000000001, '8a1a7c45-a22a-4fc6-85f5-f2853d5aaa35', false, 1796260680000000, '', '投诉出租车拒载还乱要价', '电话', '', '', '', '0712', '', false, 'tests:3m8fd5eJNLATRBxQuO87D1d5Zh0hzewcdyGSj3wq9yCvQasTQt4SifpxGho72sAE9EL97+yP1Hfvu9Ow', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_202612 VALUES (20261203000000002, 'e9b99204-89e1-4fff-8b53-712a2702ecbf', false, 1796260680000000, '', '投诉出租车拒载,车号云A12345', '电话', '', '', '', '0712', '', false, 'tests:PaoLs5Cur3TSBLZojDgOs8MYzDDtPlehoUhtAYMrxUPxLu9qgwKzHQJmRUEg7wW4nziSrZcdIkh9bAk+', '', '', NULL, NULL, '', '', false, '');
INSERT INTO public.call_request VALUES ('638f49e9-8dc1-41fb-a8e8-4698d9106efa', 20261102000000001, 'c6bd7a24b32ae047641eee9d697142f2');
INSERT INTO public.call_request VALUES ('800d1575-b395-4e38-ae14-f3c4d7ad9589', 20261103000000001, '21d65290b1069631349d140b55ed62f2');
INSERT INTO public.call_request VALUES ('a0028462-731b-4a57-a905-b7325b0bb4de', 20261106000000001, '38668dee3952e420fd41d7fbefce7a00');
INSERT INTO public.call_request VALUES ('0670542f-478f-408d-af82-82372ee0eb94', 20261106000000002, '00429fb58340e97a20f5daf27c29295b');
INSERT INTO public.call_request VALUES ('d3cbe987-6a65-4b68-8092-03deda891089', 20261107000000001, 'd2666f232be77bd6befaec9951590926');
INSERT INTO public.call_request VALUES ('038ba525-4eb2-45db-8546-f71524f68c86', 20261107000000002, 'd86e84fe17a790d646b1e0dd8d0239e5');
INSERT INTO public.call_request VALUES ('89437a66-a08f-4169-9138-8c591875dafb', 20261108000000001, '4ac094127ec677d7c5f0262d2fd2abcf');
INSERT INTO public.call_request VALUES ('ba9327f2-96f6-4767-a1ca-053ecfd5ec03', 20261108000000002, '88baec3262d48c95538f645035ce0f07');
INSERT INTO public.call_request VALUES ('d3b4ea5b-30c6-4a70-92dd-30c9bdbbc950', 20261109000000001, '4cfa990729efd0bc700a6d0cf115e66c');
INSERT INTO public.call_request VALUES ('90dea0b2-8ba9-4dbc-8075-d289d3dd3d8a', 20261109000000002, '066ca54efa1f884ee071d3221d0a607c');
INSERT INTO public.call_request VALUES ('42d3c223-99f1-4a8f-8f78-99af21c8b758', 20261110000000001, 'fa25c05f22dda875556bbaacfec1075f');
INSERT INTO public.call_request VALUES ('fac3e726-d0f6-4398-925a-2ee432ebbb03', 20261112000000001, '2815246be7cf61f37c4f0cdf3adba6f5');
INSERT INTO public.call_request VALUES ('16d61bc7-2067-4158-a4e8-be23c677a091', 20261112000000002, '766dbc2189609184bcbc775bc9e5affb');
INSERT INTO public.call_request VALUES ('8a7ea6d9-b39e-428b-8199-b9066b3cfb21', 20261114000000001, 'a0c9aff5c9e2b2055cbabda0a4a7c332');
INSERT INTO public.call_request VALUES ('1ddc9a52-bcc7-40ab-a90f-18858b685a14', 20261115000000001, '5def6b92f8197512f5e574c3edcdbdc3');
INSERT INTO public.call_request VALUES ('402b15dc-d62d-400b-8ade-337549c2e605', 20261115000000002, '7d5635f7d72c4478d02e5aec0a5113e2');
INSERT INTO public.call_request VALUES ('473c4961-d106-4bdf-99aa-793177e1b7be', 20261115000000003, 'fbeca82a4bc5cb21b58510f55927f61a');
INSERT INTO public.call_request VALUES ('884a47b7-5ee2-4047-b89e-a14f76d65b96', 20261117000000001, '6e97237cf220bbb2eb0754db96ea7c4a');
INSERT INTO public.call_request VALUES ('13eaca48-6205-4b2d-b309-14c05ab7262a', 20261117000000002, 'db8263c1307a77ed03bece14255ee768');
INSERT INTO public.call_request VALUES ('e4b433aa-aa34-4398-9129-fa6c7cf85570', 20261118000000001, '4c849a820ac3b3d7ff384818cb9b94d0');
INSERT INTO public.call_request VALUES ('a384a110-4c46-4d28-961f-ae437e6ebfee', 20261118000000002, '191566feceefffd63baf11debc1c9326');
INSERT INTO public.call_request VALUES ('65bce007-3315-42a6-81ba-2d7bef8b1d68', 20261119000000001, 'c93d2ec1a4dd1e0c545acf8afb562e3a');
INSERT INTO public.call_request VALUES ('18163855-8834-4622-809c-a7360637b9d1', 20261119000000002, '49c1f3c94b5517e8eb6a8b3c8fd05d6a');
INSERT INTO public.call_request VALUES ('9dc7b3d2-cfed-443f-b341-af08de71d028', 20261121000000001, 'b74173d6e337c71c79e955a6e63e001a');
INSERT INTO public.call_request VALUES ('8a1a7c45-a22a-4fc6-85f5-f2853d5aaa35', 20261203000000001, 'e74c5acc13b3852a9bd37674badd1bb8');
INSERT INTO public.call_request VALUES ('e9b99204-89e1-4fff-8b53-712a2702ecbf', 20261203000000002, '139ef35805d0388c93ba7c8bb6b8e8bc');
INSERT INTO public.case_caller_202611 VALUES (20261109000000002, 20261109000000002, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261108000000001, 20261108000000001, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261102000000001, 20261102000000001, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261118000000002, 20261118000000002, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261112000000001, 20261112000000001, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261106000000002, 20261106000000002, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261106000000001, 20261106000000001, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261108000000002, 20261108000000002, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261112000000002, 20261112000000002, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261115000000001, 20261115000000001, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261117000000002, 20261117000000002, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261114000000001, 20261114000000001, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261118000000001, 20261118000000001, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261103000000001, 20261103000000001, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261115000000003, 20261115000000003, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261119000000002, 20261119000000002, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261107000000001, 20261107000000001, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261121000000001, 20261121000000001, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261117000000001, 20261117000000001, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261119000000001, 20261119000000001, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261110000000001, 20261110000000001, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261109000000001, 20261109000000001, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261107000000002, 20261107000000002, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202611 VALUES (20261115000000002, 20261115000000002, true, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202612 VALUES (20261203000000001, 20261203000000001, false, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.case_caller_202612 VALUES (20261203000000001, 20261203000000002, false, true, false, false, 1, 'NONE', 0, NULL, '', NULL, NULL, NULL, false);
INSERT INTO public.counter VALUES ('20261102', 1);
INSERT INTO public.counter VALUES ('20261103', 1);
INSERT INTO public.counter VALUES ('20261106', 2);
INSERT INTO public.counter VALUES ('20261107', 2);
INSERT INTO public.counter VALUES ('20261108', 2);
INSERT INTO public.counter VALUES ('20261109', 2);
INSERT INTO public.counter VALUES ('20261110', 1);
INSERT INTO public.counter VALUES ('20261112', 2);
INSERT INTO public.counter VALUES ('20261114', 1);
INSERT INTO public.counter VALUES ('20261115', 3);
INSERT INTO public.counter VALUES ('20261117', 2);
INSERT INTO public.counter VALUES ('20261118', 2);
INSERT INTO public.counter VALUES ('20261119', 2);
INSERT INTO public.counter VALUES ('20261121', 1);
INSERT INTO public.counter VALUES ('20261203', 2);
INSERT INTO public.counter VALUES ('access-20261203', 1);
INSERT INTO public.counter VALUES ('hotspots', 215);
INSERT INTO public.counter VALUES ('hotspots claimed', 0);
INSERT INTO public.counter VALUES ('directory', 1);
INSERT INTO public.counter VALUES ('journal', 79);
INSERT INTO public.counter VALUES ('log', 219);
INSERT INTO public.decision_202611 VALUES (20261102000000001, 1, 'TRANSFER', '龙泉县市场监督管理局', '[]', 'NORMAL', '', '["需要部门办理,交一个部门限期回复"]', '["HD-03","派单目录:食品与市场/任一"]', '7a1727cd604b', '{"诉求类型":"","分类":"商贸旅游","事项":["食品与市场"],"首要事项":"食品与市场","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1102,"日期":20261102,"工作时间":false,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"龙泉县","同号码七日来电数":0,"同地同事七日来电数":0,"字数":12,"承办单位数":1}', 1793615160000000, '', '[]', false, '[]', '7个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261106000000001, 1, 'EMERGENCY', '公安局', '["消防救援支队"]', 'CRITICAL', '', '["来电人说有人走失、被拐或被困"]', '["EM-11"]', '7a1727cd604b', '{"诉求类型":"","分类":"","事项":[],"首要事项":"","险情":["人员走失"],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1106,"日期":20261106,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":18,"承办单位数":0}', 1793932380000000, '', '[]', false, '[]', '7个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261106000000002, 1, 'DIRECT_ANSWER', '', '[]', 'NORMAL', 'ZC-SY-01', '["咨询的事项有现行政策,话务员当场答复"]', '["HD-01"]', '7a1727cd604b', '{"诉求类型":"咨询","分类":"劳动和社会保障","事项":["失业与就业"],"首要事项":"失业与就业","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":["ZC-SY-01"],"月份":11,"月日":1106,"日期":20261106,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":9,"承办单位数":1}', 1793939820000000, '', '[]', false, '[]', '7个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261108000000001, 1, 'TRANSFER', '轨道交通集团', '[]', 'NORMAL', '', '["需要部门办理,交一个部门限期回复"]', '["HD-03","派单目录:轨道与铁路/全市"]', '7a1727cd604b', '{"诉求类型":"建议","分类":"交通运输","事项":["轨道与铁路","市政设施"],"首要事项":"轨道与铁路","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1108,"日期":20261108,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":12,"承办单位数":1}', 1794114540000000, '', '[]', false, '[]', '7个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261108000000002, 1, 'DIRECT_ANSWER', '', '[]', 'NORMAL', 'ZC-SB-01', '["咨询的事项有现行政策,话务员当场答复"]', '["HD-01"]', '7a1727cd604b', '{"诉求类型":"咨询","分类":"劳动和社会保障","事项":["养老保险与退休"],"首要事项":"养老保险与退休","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":["ZC-SB-01"],"月份":11,"月日":1108,"日期":20261108,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":16,"承办单位数":1}', 1794119040000000, '', '[]', false, '[]', '7个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261110000000001, 1, 'TRANSFER', '西岭区住房和城乡建设局', '[]', 'NORMAL', '', '["需要部门办理,交一个部门限期回复"]', '["HD-03","派单目录:物业服务/任一"]', '7a1727cd604b', '{"诉求类型":"投诉","分类":"城乡建设","事项":["物业服务"],"首要事项":"物业服务","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1110,"日期":20261110,"工作时间":false,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"西岭区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":16,"承办单位数":1}', 1794305820000000, '', '[]', false, '[]', '7个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261112000000001, 1, 'DESK', '', '[]', 'NORMAL', '', '["没有规则适用,由值班室研判"]', '[]', '7a1727cd604b', '{"诉求类型":"","分类":"","事项":[],"首要事项":"","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1112,"日期":20261112,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":13,"承办单位数":0}', 1794464100000000, '', '[]', false, '[]', '7个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261112000000001, 2, 'TRANSFER', '民政局', '[]', 'NORMAL', '', '["值班室研判"]', '["值班室"]', '7a1727cd604b', '{"诉求类型":"","分类":"","事项":[],"首要事项":"","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1112,"日期":20261112,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":13,"承办单位数":0}', 1794464495385084, '', '[]', false, '[]', '7个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261115000000001, 1, 'TRANSFER', '青山区生态环境分局', '[]', 'NORMAL', '', '["需要部门办理,交一个部门限期回复"]', '["HD-03","派单目录:工矿与养殖污染/任一"]', '7a1727cd604b', '{"诉求类型":"举报","分类":"环境保护","事项":["工矿与养殖污染","大气污染"],"首要事项":"工矿与养殖污染","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1115,"日期":20261115,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"青山区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":14,"承办单位数":1}', 1794712320000000, '', '[]', false, '[]', '7个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261115000000002, 1, 'DIRECT_ANSWER', '', '[]', 'NORMAL', 'ZC-SY-01', '["咨询的事项有现行政策,话务员当场答复"]', '["HD-01"]', '7a1727cd604b', '{"诉求类型":"咨询","分类":"劳动和社会保障","事项":["失业与就业"],"首要事项":"失业与就业","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":["ZC-SY-01"],"月份":11,"月日":1115,"日期":20261115,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":9,"承办单位数":1}', 1794732780000000, '', '[]', false, '[]', '7个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261114000000001, 2, 'TRANSFER', '东湖区住房和城乡建设局', '[]', 'URGENT', '', '["请抓紧依法办理"]', '["值班室"]', '7a1727cd604b', '{"诉求类型":"投诉","分类":"城乡建设","事项":["商品房交付与质量"],"首要事项":"商品房交付与质量","险情":[],"疑似险情":[],"提到":["涉及面广","群体行动","媒体关注"],"要求保密":false,"政策":[],"月份":11,"月日":1114,"日期":20261114,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"东湖区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":29,"承办单位数":1}', 1794768794951397, '', '[]', false, '[]', '7个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261117000000001, 1, 'TRANSFER', '青山区生态环境分局', '[]', 'NORMAL', '', '["需要部门办理,交一个部门限期回复"]', '["HD-03","派单目录:工矿与养殖污染/任一"]', '7a1727cd604b', '{"诉求类型":"举报","分类":"环境保护","事项":["工矿与养殖污染","大气污染"],"首要事项":"工矿与养殖污染","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1117,"日期":20261117,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"青山区","同号码七日来电数":0,"同地同事七日来电数":1,"字数":14,"承办单位数":1}', 1794880680000000, '', '[]', false, '[]', '7个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261118000000001, 2, 'TRANSFER', '民政局', '[]', 'NORMAL', '', '["值班室研判"]', '["值班室"]', '7a1727cd604b', '{"诉求类型":"","分类":"交通运输","事项":["邮政与快递"],"首要事项":"邮政与快递","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1118,"日期":20261118,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"北辰区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":15,"承办单位数":1}', 1794989770021385, '', '[]', false, '[]', '7个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261121000000001, 1, 'TRANSFER', '人力资源和社会保障局', '[]', 'NORMAL', '', '["需要部门办理,交一个部门限期回复"]', '["HD-03","派单目录:社会保险缴费/全市"]', '7a1727cd604b', '{"诉求类型":"","分类":"劳动和社会保障","事项":["社会保险缴费"],"首要事项":"社会保险缴费","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1121,"日期":20261121,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":14,"承办单位数":1}', 1795223880000000, '', '[]', false, '[]', '7个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261114000000001, 1, 'ESCALATION', '东湖区住房和城乡建设局', '[]', 'URGENT', '', '["涉及面广,而且群众反映突出或媒体关注"]', '["HD-07","派单目录:商品房交付与质量/任一"]', '7a1727cd604b', '{"诉求类型":"投诉","分类":"城乡建设","事项":["商品房交付与质量"],"首要事项":"商品房交付与质量","险情":[],"疑似险情":[],"提到":["涉及面广","群体行动","媒体关注"],"要求保密":false,"政策":[],"月份":11,"月日":1114,"日期":20261114,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"东湖区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":29,"承办单位数":1}', 1794651720000000, '', '[]', false, '[]', '7个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261103000000001, 1, 'REFERRAL', '公共交通集团', '[]', 'NORMAL', '', '["事项明显归一个部门管,告知来电人并跟踪到有结果"]', '["HD-02","派单目录:公交/全市"]', '7a1727cd604b', '{"诉求类型":"表扬","分类":"交通运输","事项":["公交"],"首要事项":"公交","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1103,"日期":20261103,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":21,"承办单位数":1}', 1793670180000000, '', '[]', false, '[]', '3个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261107000000001, 1, 'REFERRAL', '市场监督管理局', '[]', 'NORMAL', '', '["事项明显归一个部门管,告知来电人并跟踪到有结果"]', '["HD-02","派单目录:工商登记/全市"]', '7a1727cd604b', '{"诉求类型":"咨询","分类":"商贸旅游","事项":["工商登记"],"首要事项":"工商登记","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1107,"日期":20261107,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":10,"承办单位数":1}', 1794030000000000, '', '[]', false, '[]', '3个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261107000000002, 1, 'TRANSFER', '交警支队', '[]', 'NORMAL', '', '["需要部门办理,交一个部门限期回复"]', '["HD-03","派单目录:交通秩序与信号/全市"]', '7a1727cd604b', '{"诉求类型":"求助","分类":"交通运输","事项":["交通秩序与信号"],"首要事项":"交通秩序与信号","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1107,"日期":20261107,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":12,"承办单位数":1}', 1794053700000000, '', '[]', false, '[]', '5个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261109000000001, 1, 'REFERRAL', '公共交通集团', '[]', 'NORMAL', '', '["事项明显归一个部门管,告知来电人并跟踪到有结果"]', '["HD-02","派单目录:公交/全市"]', '7a1727cd604b', '{"诉求类型":"表扬","分类":"交通运输","事项":["公交"],"首要事项":"公交","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1109,"日期":20261109,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":21,"承办单位数":1}', 1794196080000000, '', '[]', false, '[]', '3个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261109000000002, 1, 'TRANSFER', '江岸区城市管理局', '[]', 'NORMAL', '', '["需要部门办理,交一个部门限期回复"]', '["HD-03","派单目录:市政设施/任一"]', '7a1727cd604b', '{"诉求类型":"求助","分类":"城乡建设","事项":["市政设施"],"首要事项":"市政设施","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1109,"日期":20261109,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"江岸区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":13,"承办单位数":1}', 1794198420000000, '', '[]', false, '[]', '5个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261112000000002, 1, 'REFERRAL', '公共交通集团', '[]', 'NORMAL', '', '["事项明显归一个部门管,告知来电人并跟踪到有结果"]', '["HD-02","派单目录:公交/全市"]', '7a1727cd604b', '{"诉求类型":"表扬","分类":"交通运输","事项":["公交"],"首要事项":"公交","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1112,"日期":20261112,"工作时间":false,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":21,"承办单位数":1}', 1794491820000000, '', '[]', false, '[]', '3个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261115000000003, 1, 'REFERRAL', '卫生健康委员会', '[]', 'NORMAL', '', '["事项明显归一个部门管,告知来电人并跟踪到有结果"]', '["HD-02","派单目录:公共卫生与疫苗/全市"]', '7a1727cd604b', '{"诉求类型":"咨询","分类":"卫生计生","事项":["公共卫生与疫苗"],"首要事项":"公共卫生与疫苗","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1115,"日期":20261115,"工作时间":false,"节假日":true,"渠道":"电话","话务员标记紧急":false,"区县":"东湖区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":12,"承办单位数":1}', 1794750900000000, '', '[]', false, '[]', '3个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261117000000002, 1, 'REFERRAL', '交警支队', '[]', 'NORMAL', '', '["事项明显归一个部门管,告知来电人并跟踪到有结果"]', '["HD-02","派单目录:机动车与驾驶证/全市"]', '7a1727cd604b', '{"诉求类型":"咨询","分类":"交通运输","事项":["机动车与驾驶证"],"首要事项":"机动车与驾驶证","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1117,"日期":20261117,"工作时间":false,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":12,"承办单位数":1}', 1794912600000000, '', '[]', false, '[]', '3个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261118000000001, 1, 'TRANSFER', '邮政管理局', '[]', 'NORMAL', '', '["需要部门办理,交一个部门限期回复"]', '["HD-03","派单目录:邮政与快递/全市"]', '7a1727cd604b', '{"诉求类型":"","分类":"交通运输","事项":["邮政与快递"],"首要事项":"邮政与快递","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1118,"日期":20261118,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"北辰区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":15,"承办单位数":1}', 1794969060000000, '', '[]', false, '[]', '5个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261118000000002, 1, 'DIRECT_ANSWER', '', '[]', 'NORMAL', 'ZC-GJJ-01', '["咨询的事项有现行政策,话务员当场答复"]', '["HD-01"]', '7a1727cd604b', '{"诉求类型":"咨询","分类":"城乡建设","事项":["住房公积金"],"首要事项":"住房公积金","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":["ZC-GJJ-01","ZC-GJJ-02"],"月份":11,"月日":1118,"日期":20261118,"工作时间":false,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":11,"承办单位数":1}', 1795009860000000, '', '[]', false, '[]', '3个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261119000000001, 1, 'TRANSFER', '邮政管理局', '[]', 'NORMAL', '', '["需要部门办理,交一个部门限期回复"]', '["HD-03","派单目录:邮政与快递/全市"]', '7a1727cd604b', '{"诉求类型":"","分类":"交通运输","事项":["邮政与快递"],"首要事项":"邮政与快递","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1119,"日期":20261119,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"北辰区","同号码七日来电数":0,"同地同事七日来电数":1,"字数":15,"承办单位数":1}', 1795054320000000, '', '[]', false, '[]', '5个工作日', '', '[]');
INSERT INTO public.decision_202611 VALUES (20261119000000002, 1, 'JOINT', '南浦区生态环境分局', '["公安局"]', 'NORMAL', '', '["涉及两个以上部门,明确一个牵头、其余协办"]', '["HD-04","派单目录:噪声扰民/任一"]', '7a1727cd604b', '{"诉求类型":"投诉","分类":"环境保护","事项":["噪声扰民"],"首要事项":"噪声扰民","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":11,"月日":1119,"日期":20261119,"工作时间":false,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"南浦区","同号码七日来电数":0,"同地同事七日来电数":0,"字数":16,"承办单位数":2}', 1795083360000000, '', '[]', false, '[]', '5个工作日', '', '[]');
INSERT INTO public.decision_202612 VALUES (20261203000000001, 1, 'TRANSFER', '交通运输局', '[]', 'NORMAL', '', '["需要部门办理,交一个部门限期回复"]', '["HD-03","派单目录:出租车与网约车/全市"]', '7a1727cd604b', '{"诉求类型":"投诉","分类":"交通运输","事项":["出租车与网约车"],"首要事项":"出租车与网约车","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":12,"月日":1203,"日期":20261203,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":11,"承办单位数":1}', 1796260680000000, '', '[]', false, '[]', '5个工作日', '', '[]');
INSERT INTO public.decision_202612 VALUES (20261203000000002, 1, 'TRANSFER', '交通运输局', '[]', 'NORMAL', '', '["需要部门办理,交一个部门限期回复"]', '["HD-03","派单目录:出租车与网约车/全市"]', '7a1727cd604b', '{"诉求类型":"投诉","分类":"交通运输","事项":["出租车与网约车"],"首要事项":"出租车与网约车","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":12,"月日":1203,"日期":20261203,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":17,"承办单位数":1}', 1796260680000000, '', '[]', false, '[]', '5个工作日', '', '[]');
INSERT INTO public.decision_202612 VALUES (20261203000000001, 3, 'ESCALATION', '交通运输局', '[]', 'NORMAL', '', '["涉及面广"]', '["值班室"]', '7a1727cd604b', '{"诉求类型":"投诉","分类":"交通运输","事项":["出租车与网约车"],"首要事项":"出租车与网约车","险情":[],"疑似险情":[],"提到":[],"要求保密":false,"政策":[],"月份":12,"月日":1203,"日期":20261203,"工作时间":true,"节假日":false,"渠道":"电话","话务员标记紧急":false,"区县":"","同号码七日来电数":0,"同地同事七日来电数":0,"字数":11,"承办单位数":1}', 1796292300000000, '', '[]', false, '[]', '5个工作日', '', '[]');
INSERT INTO public.hotline_case_202611 VALUES (20261102000000001, 11, 'CLOSED', 1795169952848205, 'TRANSFER', 0, '商贸旅游', '食品与市场', '龙泉县', '7786f5fe47082140ddff9ba89172bf2e', '龙泉县市场监督管理局', '[]', false, '值班室', 1796378400000000, NULL, 0, '[]', 1793615160000000, 1795169952848205, 12, '30028cec31a877aa1bae07a2c6d9a553ae669c34c36d43adef4072b5e9e55ee0', false, '', '', '7个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261108000000001, 8, 'CLOSED', 1795083072848776, 'TRANSFER', 0, '交通运输', '轨道与铁路', '', 'b3e749a130edac6b689a8e93413aa8bb', '轨道交通集团', '[]', false, '值班室', 1796292000000000, NULL, 0, '[]', 1794114540000000, 1795083072848776, 9, '9672af17a3d71aaf1ca3efdb2c8a578003cdcc8b3ed9ad2b5be582e9aeee7ab1', false, '', '', '7个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261112000000001, 8, 'CLOSED', 1795430149964547, 'TRANSFER', 0, '', '', '', 'ded354cfd39743114dff7b9ad8ac473b', '民政局', '[]', false, '值班室', 1796637600000000, NULL, 0, '[]', 1794464100000000, 1795430149964547, 8, '4e5c6e2377659e4579aece12b5a6847dd353bc481980267533965ca11d79b0a4', false, '', '', '7个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261114000000001, 15, 'CLOSED', 1795689872589788, 'TRANSFER', 1, '城乡建设', '商品房交付与质量', '东湖区', '7398f6ebbcdae47b66a4c458f39b2eb3', '东湖区住房和城乡建设局', '[]', false, '值班室', 1796896800000000, NULL, 0, '[]', 1794651720000000, 1795689872589788, 17, '77c72173c1e8b6a4e670f7ef12accc87bd8350714c3c8b99774824053b571376', false, '', '', '7个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261115000000001, 9, 'CLOSED', 1795603785406585, 'TRANSFER', 0, '环境保护', '工矿与养殖污染', '青山区', '7ee79c0f93caa8ad7dea76119e948f3f', '青山区生态环境分局', '[]', false, '值班室', 1796810400000000, NULL, 0, '[]', 1794712320000000, 1795603785406585, 10, 'cb80c2bbfb7ba8f1da266f5a68020a684b8c28cb75036139274b930ff4cbf8cd', false, '', '', '7个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261117000000001, 8, 'CLOSED', 1796120239697047, 'TRANSFER', 0, '环境保护', '工矿与养殖污染', '青山区', '19185f6f8483dbf7cf2540716d793bc0', '青山区生态环境分局', '[]', false, '值班室', 1797328800000000, NULL, 0, '[]', 1794880680000000, 1796120239697047, 9, '6baeff566f93e47a8f0303c886a4735bf8d5164a29fc66ced78195d596759a06', false, '', '', '7个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261118000000001, 10, 'CLOSED', 1795689872589788, 'TRANSFER', 0, '交通运输', '邮政与快递', '北辰区', '2f1e203307c7f4de7d8f21508b66fa16', '民政局', '[]', false, '值班室', 1796896800000000, NULL, 1, '["邮政管理局"]', 1794969060000000, 1795689872589788, 11, '17ad947535f6af84e023a707098851bf30eb639adf2bd0983bc83a8e4aa1ddbf', false, '', '', '7个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261121000000001, 7, 'CLOSED', 1796120239697047, 'TRANSFER', 0, '劳动和社会保障', '社会保险缴费', '', '68dc3e89f8e4644c3a7d6ee1ce4ca7f2', '人力资源和社会保障局', '[]', false, '值班室', 1797328800000000, NULL, 0, '[]', 1795223880000000, 1796120239697047, 8, '02f4595de0b73f360f9749eaa33245630fff691f3b598c6c770740f59085bcc0', false, '', '', '7个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261106000000001, 17, 'ARCHIVED', 1795603785406585, 'EMERGENCY', 2, '', '', '', '5595b49f3e4800ba1b130a5787415297', '公安局', '["消防救援支队"]', false, '', 1890211785406585, NULL, 0, '[]', 1793932380000000, 1795603785406585, 20, 'bf57e7b8d8e393f8371e17bf6f5fbeefaa06a6cc1f5217749f0f743e129cfb77', false, '', '', '7个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261106000000002, 3, 'ARCHIVED', 1795603785406585, 'DIRECT_ANSWER', 0, '劳动和社会保障', '失业与就业', '', '1c585408adb4bfce50fa14234c1d3ddd', '', '[]', false, '', 1890211785406585, NULL, 0, '[]', 1793939820000000, 1795603785406585, 4, 'c5bc2a1c31e08fe910b396aa71f35a63387e5258484aab7be86fb08f420f563c', false, '', '', '7个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261108000000002, 3, 'ARCHIVED', 1795603785406585, 'DIRECT_ANSWER', 0, '劳动和社会保障', '养老保险与退休', '', '6ed5e7025a96176551ae3ef2bea62f46', '', '[]', false, '', 1890211785406585, NULL, 0, '[]', 1794119040000000, 1795603785406585, 4, 'a5d2dc3701494d91dc72cfc46492bd658440dab17db14c04c884c6f6d8e90420', false, '', '', '7个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261110000000001, 8, 'ARCHIVED', 1796206639697047, 'TRANSFER', 0, '城乡建设', '物业服务', '西岭区', '88dc9c5324999eb795f4baaaa10a4a98', '西岭区住房和城乡建设局', '[]', false, '', 1890814639697047, NULL, 0, '[]', 1794305820000000, 1796206639697047, 9, '4636538f58f3c63ebc7aeedd48d1966c5d5e60c1555414b0d157381cef94b24e', false, '', '', '7个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261115000000002, 3, 'ARCHIVED', 1796206639697047, 'DIRECT_ANSWER', 0, '劳动和社会保障', '失业与就业', '', 'da9fe40f6f6f58c03e106e6e18a85b95', '', '[]', false, '', 1890814639697047, NULL, 0, '[]', 1794732780000000, 1796206639697047, 4, '8ae349cb21f438c967ef5786e2af732b546bb37481cea43df958f4db5171eb35', false, '', '', '7个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261109000000002, 9, 'CLOSED', 1795083072848776, 'TRANSFER', 0, '城乡建设', '市政设施', '江岸区', '3ad8fa744c7006f0aa36365c6d5eade2', '江岸区城市管理局', '[]', false, '值班室', 1796292000000000, NULL, 0, '[]', 1794198420000000, 1795083072848776, 10, '97143f90472527523eef74c14f91d1198591a285f616aabc1f8af40016bd834c', false, '', '', '5个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261112000000002, 6, 'CLOSED', 1795603785406585, 'REFERRAL', 0, '交通运输', '公交', '', '9021a94c53df44ad2f9327f2650c4b9e', '公共交通集团', '[]', false, '值班室', 1796810400000000, NULL, 0, '[]', 1794491820000000, 1795603785406585, 7, 'c35d5f756fe7ce4dd5c02b1caeda394ca228167c43bc53b511811f93e9737868', false, '', '', '3个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261115000000003, 6, 'CLOSED', 1795775132607692, 'REFERRAL', 0, '卫生计生', '公共卫生与疫苗', '东湖区', '6db819bf16389b846c21c2e649d9adc2', '卫生健康委员会', '[]', false, '值班室', 1796983200000000, NULL, 0, '[]', 1794750900000000, 1795775132607692, 7, '82bf67fe64239c4818d60a8fead59eb2947c37bfc4dd175b2aa8140178613822', false, '', '', '3个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261117000000002, 6, 'CLOSED', 1795689872589788, 'REFERRAL', 0, '交通运输', '机动车与驾驶证', '', 'c4c90f519c319216ad59ab56cd4c2a14', '交警支队', '[]', false, '值班室', 1796896800000000, NULL, 0, '[]', 1794912600000000, 1795689872589788, 7, 'd6fba941b4a89871bea6a764c8dd1249e3a1e9dfd42eec5d2aee7e71d843c5a4', false, '', '', '3个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261118000000002, 2, 'CLOSED', 1795430149964547, 'DIRECT_ANSWER', 0, '城乡建设', '住房公积金', '', 'b2c5cf8baa439e9338a4a8f9be82ab8d', '', '[]', false, '值班室', 1796637600000000, NULL, 0, '[]', 1795009860000000, 1795430149964547, 3, 'c0d8beab027fb1972d55d8d0ca9cdf42d1d03d99898e55d4aef30a79958168c0', false, '', '', '3个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261119000000001, 9, 'CLOSED', 1796120239697047, 'TRANSFER', 0, '交通运输', '邮政与快递', '北辰区', '1a90c0cf67f499ef3cdd44111c8119c2', '邮政管理局', '[]', false, '值班室', 1797328800000000, NULL, 0, '[]', 1795054320000000, 1796120239697047, 10, '031a345a784f8140c0d78a0f23f3e424bdd5daab055ca7437e01dd0c919753de', false, '', '', '5个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261119000000002, 8, 'CLOSED', 1795775132607692, 'JOINT', 0, '环境保护', '噪声扰民', '南浦区', 'f015847826c323aaebeef25766467ffb', '南浦区生态环境分局', '["公安局"]', false, '值班室', 1796983200000000, NULL, 0, '["公安局"]', 1795083360000000, 1795775132607692, 9, '208690d40ecefec1b2d2235e08438d8f9f46acc268eeaaad6d42f0f745a9e98c', false, '', '', '5个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261103000000001, 7, 'ARCHIVED', 1795775132607692, 'REFERRAL', 0, '交通运输', '公交', '', 'fa1329ad9d6bdd127b32ebba70eafff9', '公共交通集团', '[]', false, '', 1890383132607692, NULL, 0, '[]', 1793670180000000, 1795775132607692, 8, 'd07e33e9be58bdd82c20952511f001e9008344f98a43108aac25776ab673e918', false, '', '', '3个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261107000000001, 6, 'ARCHIVED', 1796033839697047, 'REFERRAL', 0, '商贸旅游', '工商登记', '', 'ad07c5ceb816633bd46cd9e7fbdefd7c', '市场监督管理局', '[]', false, '', 1890641839697047, NULL, 0, '[]', 1794030000000000, 1796033839697047, 7, 'd648cfc714ad59d516c5ce6e22a33f033a09f455f5a133546edba32e48ffe1d5', false, '', '', '3个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261107000000002, 10, 'ARCHIVED', 1796206639697047, 'TRANSFER', 0, '交通运输', '交通秩序与信号', '', 'd77df26bb750cfd9a3b72ea3cdc087a9', '交警支队', '[]', false, '', 1890814639697047, NULL, 0, '[]', 1794053700000000, 1796206639697047, 11, 'e929b26982fa022f54622b87c1c83e4cc114e571c13e2fabfe6215a623ce5824', false, '', '', '5个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202611 VALUES (20261109000000001, 7, 'ARCHIVED', 1796206639697047, 'REFERRAL', 0, '交通运输', '公交', '', 'c6f86fe4b329fdceb784d79e6351231a', '公共交通集团', '[]', false, '', 1890814639697047, NULL, 0, '[]', 1794196080000000, 1796206639697047, 8, '6e432b7706b9f53fef55b5dcbc0dd5fd00caa86184bd3f9d1ae30cb97052b0aa', false, '', '', '3个工作日', '', '', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202612 VALUES (20261203000000001, 3, 'AWAITING_INSTRUCTION', 1796292300000000, 'ESCALATION', 0, '交通运输', '出租车与网约车', '', '0d24b8c8458ceb690c473a9bb3492d6c', '交通运输局', '[]', false, '领导', 1796289480000000, NULL, 0, '[]', 1796260680000000, 1796292300000000, 4, '9b3f1e298264a024761abae1174b99845c2446f6c5eccc9f744226d7d73efd62', false, '', '', '5个工作日', '', '{"asked_at":1796292300000000,"asked":[],"reminders":0,"reminded_at":null}', '[]', '', '', false, 0, NULL, 0, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotline_case_202612 VALUES (20261203000000002, 2, 'CLOSED', 1796260680000000, 'TRANSFER', 0, '交通运输', '出租车与网约车', '', '3e348cb1af0de6809059c20652771f5b', '交通运输局', '[]', false, '值班室', 1797501600000000, NULL, 0, '[]', 1796260680000000, 1796260680000000, 3, 'c0f78a74c83503e7bcd0c80aae6554d8940f41d2d91ea31cbdc1af06b6e67bda', false, '', '', '5个工作日', '', '', '[]', '', '', false, 0, NULL, 20261203000000001, '', NULL, '', 0, '', '', '', '', '', '', '');
INSERT INTO public.hotspot VALUES (20261106000000002, 2, 20261115000000002);
INSERT INTO public.hotspot VALUES (20261115000000001, 2, 20261117000000001);
INSERT INTO public.hotspot VALUES (20261103000000001, 3, 20261112000000002);
INSERT INTO public.hotspot VALUES (20261203000000001, 2, 20261203000000002);
INSERT INTO public.hotspot VALUES (20261118000000001, 2, 20261119000000001);
INSERT INTO public.hotspot_case VALUES (20261103000000001, 20261109000000001);
INSERT INTO public.hotspot_case VALUES (20261103000000001, 20261112000000002);
INSERT INTO public.hotspot_case VALUES (20261106000000002, 20261115000000002);
INSERT INTO public.hotspot_case VALUES (20261115000000001, 20261117000000001);
INSERT INTO public.hotspot_case VALUES (20261118000000001, 20261119000000001);
INSERT INTO public.hotspot_case VALUES (20261203000000001, 20261203000000002);
INSERT INTO public.hotspot_case VALUES (20261103000000001, 20261103000000001);
INSERT INTO public.hotspot_case VALUES (20261106000000002, 20261106000000002);
INSERT INTO public.hotspot_case VALUES (20261118000000001, 20261118000000001);
INSERT INTO public.hotspot_case VALUES (20261203000000001, 20261203000000001);
INSERT INTO public.hotspot_case VALUES (20261115000000001, 20261115000000001);
INSERT INTO public.hotspot_pair VALUES (240539398, 20261102000000001, 20261102000000001, 333);
INSERT INTO public.hotspot_pair VALUES (291947557, 20261102000000001, 20261102000000001, 333);
INSERT INTO public.hotspot_pair VALUES (683988171, 20261102000000001, 20261102000000001, 333);
INSERT INTO public.hotspot_pair VALUES (810077587, 20261102000000001, 20261102000000001, 333);
INSERT INTO public.hotspot_pair VALUES (971493082, 20261102000000001, 20261102000000001, 333);
INSERT INTO public.hotspot_pair VALUES (1037535097, 20261102000000001, 20261102000000001, 333);
INSERT INTO public.hotspot_pair VALUES (1134815247, 20261102000000001, 20261102000000001, 333);
INSERT INTO public.hotspot_pair VALUES (1163764362, 20261102000000001, 20261102000000001, 333);
INSERT INTO public.hotspot_pair VALUES (1579580304, 20261102000000001, 20261102000000001, 333);
INSERT INTO public.hotspot_pair VALUES (66712692, 20261103000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (369352531, 20261103000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (487202625, 20261103000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (700843497, 20261103000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (726402245, 20261103000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (848109302, 20261103000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1192515890, 20261103000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1250391197, 20261103000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1330857165, 20261103000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1517084923, 20261103000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1671567377, 20261103000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1753934706, 20261103000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1833316832, 20261103000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (2003770598, 20261103000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (66532983, 20261106000000001, 20261106000000001, 258);
INSERT INTO public.hotspot_pair VALUES (136128337, 20261106000000001, 20261106000000001, 258);
INSERT INTO public.hotspot_pair VALUES (620519294, 20261106000000001, 20261106000000001, 258);
INSERT INTO public.hotspot_pair VALUES (640496983, 20261106000000001, 20261106000000001, 258);
INSERT INTO public.hotspot_pair VALUES (694378039, 20261106000000001, 20261106000000001, 258);
INSERT INTO public.hotspot_pair VALUES (755024449, 20261106000000001, 20261106000000001, 258);
INSERT INTO public.hotspot_pair VALUES (825172799, 20261106000000001, 20261106000000001, 258);
INSERT INTO public.hotspot_pair VALUES (1101145752, 20261106000000001, 20261106000000001, 258);
INSERT INTO public.hotspot_pair VALUES (1128178726, 20261106000000001, 20261106000000001, 258);
INSERT INTO public.hotspot_pair VALUES (1143243761, 20261106000000001, 20261106000000001, 258);
INSERT INTO public.hotspot_pair VALUES (1144950256, 20261106000000001, 20261106000000001, 258);
INSERT INTO public.hotspot_pair VALUES (1356342372, 20261106000000001, 20261106000000001, 258);
INSERT INTO public.hotspot_pair VALUES (1847307240, 20261106000000001, 20261106000000001, 258);
INSERT INTO public.hotspot_pair VALUES (1941291129, 20261106000000001, 20261106000000001, 258);
INSERT INTO public.hotspot_pair VALUES (2046044591, 20261106000000001, 20261106000000001, 258);
INSERT INTO public.hotspot_pair VALUES (274349877, 20261106000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (390043235, 20261106000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (442473428, 20261106000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (463797331, 20261106000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (790362476, 20261106000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (892358201, 20261106000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (1158618541, 20261106000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (1657104267, 20261106000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (14151898, 20261107000000001, 20261107000000001, 333);
INSERT INTO public.hotspot_pair VALUES (562973011, 20261107000000001, 20261107000000001, 333);
INSERT INTO public.hotspot_pair VALUES (892358201, 20261107000000001, 20261107000000001, 333);
INSERT INTO public.hotspot_pair VALUES (1065235971, 20261107000000001, 20261107000000001, 333);
INSERT INTO public.hotspot_pair VALUES (1103168377, 20261107000000001, 20261107000000001, 333);
INSERT INTO public.hotspot_pair VALUES (1601707964, 20261107000000001, 20261107000000001, 333);
INSERT INTO public.hotspot_pair VALUES (1893716047, 20261107000000001, 20261107000000001, 333);
INSERT INTO public.hotspot_pair VALUES (1917571325, 20261107000000001, 20261107000000001, 333);
INSERT INTO public.hotspot_pair VALUES (2040064314, 20261107000000001, 20261107000000001, 333);
INSERT INTO public.hotspot_pair VALUES (147272865, 20261107000000002, 20261107000000002, 333);
INSERT INTO public.hotspot_pair VALUES (550994310, 20261107000000002, 20261107000000002, 333);
INSERT INTO public.hotspot_pair VALUES (902586949, 20261107000000002, 20261107000000002, 333);
INSERT INTO public.hotspot_pair VALUES (1356413958, 20261107000000002, 20261107000000002, 333);
INSERT INTO public.hotspot_pair VALUES (1366018768, 20261107000000002, 20261107000000002, 333);
INSERT INTO public.hotspot_pair VALUES (1610446341, 20261107000000002, 20261107000000002, 333);
INSERT INTO public.hotspot_pair VALUES (1693408668, 20261107000000002, 20261107000000002, 333);
INSERT INTO public.hotspot_pair VALUES (2010404073, 20261107000000002, 20261107000000002, 333);
INSERT INTO public.hotspot_pair VALUES (2024451562, 20261107000000002, 20261107000000002, 333);
INSERT INTO public.hotspot_pair VALUES (61246218, 20261108000000001, 20261108000000001, 302);
INSERT INTO public.hotspot_pair VALUES (405745241, 20261108000000001, 20261108000000001, 302);
INSERT INTO public.hotspot_pair VALUES (521669273, 20261108000000001, 20261108000000001, 302);
INSERT INTO public.hotspot_pair VALUES (522650602, 20261108000000001, 20261108000000001, 302);
INSERT INTO public.hotspot_pair VALUES (736633900, 20261108000000001, 20261108000000001, 302);
INSERT INTO public.hotspot_pair VALUES (879113293, 20261108000000001, 20261108000000001, 302);
INSERT INTO public.hotspot_pair VALUES (1149772537, 20261108000000001, 20261108000000001, 302);
INSERT INTO public.hotspot_pair VALUES (1390326968, 20261108000000001, 20261108000000001, 302);
INSERT INTO public.hotspot_pair VALUES (1668496875, 20261108000000001, 20261108000000001, 302);
INSERT INTO public.hotspot_pair VALUES (1857792966, 20261108000000001, 20261108000000001, 302);
INSERT INTO public.hotspot_pair VALUES (2063160656, 20261108000000001, 20261108000000001, 302);
INSERT INTO public.hotspot_pair VALUES (285700753, 20261108000000002, 20261108000000002, 277);
INSERT INTO public.hotspot_pair VALUES (657143511, 20261108000000002, 20261108000000002, 277);
INSERT INTO public.hotspot_pair VALUES (892358201, 20261108000000002, 20261108000000002, 277);
INSERT INTO public.hotspot_pair VALUES (1123251982, 20261108000000002, 20261108000000002, 277);
INSERT INTO public.hotspot_pair VALUES (1209049019, 20261108000000002, 20261108000000002, 277);
INSERT INTO public.hotspot_pair VALUES (1376650369, 20261108000000002, 20261108000000002, 277);
INSERT INTO public.hotspot_pair VALUES (1521272239, 20261108000000002, 20261108000000002, 277);
INSERT INTO public.hotspot_pair VALUES (1620179420, 20261108000000002, 20261108000000002, 277);
INSERT INTO public.hotspot_pair VALUES (1750553913, 20261108000000002, 20261108000000002, 277);
INSERT INTO public.hotspot_pair VALUES (1821264919, 20261108000000002, 20261108000000002, 277);
INSERT INTO public.hotspot_pair VALUES (1826520178, 20261108000000002, 20261108000000002, 277);
INSERT INTO public.hotspot_pair VALUES (1864607630, 20261108000000002, 20261108000000002, 277);
INSERT INTO public.hotspot_pair VALUES (1928433275, 20261108000000002, 20261108000000002, 277);
INSERT INTO public.hotspot_pair VALUES (66712692, 20261109000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (369352531, 20261109000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (487202625, 20261109000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (700843497, 20261109000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (726402245, 20261109000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (848109302, 20261109000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1192515890, 20261109000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1250391197, 20261109000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1330857165, 20261109000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1517084923, 20261109000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1671567377, 20261109000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1753934706, 20261109000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1833316832, 20261109000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (2003770598, 20261109000000001, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (183512744, 20261109000000002, 20261109000000002, 316);
INSERT INTO public.hotspot_pair VALUES (921694487, 20261109000000002, 20261109000000002, 316);
INSERT INTO public.hotspot_pair VALUES (1173856845, 20261109000000002, 20261109000000002, 316);
INSERT INTO public.hotspot_pair VALUES (1220596158, 20261109000000002, 20261109000000002, 316);
INSERT INTO public.hotspot_pair VALUES (1228688968, 20261109000000002, 20261109000000002, 316);
INSERT INTO public.hotspot_pair VALUES (1402209385, 20261109000000002, 20261109000000002, 316);
INSERT INTO public.hotspot_pair VALUES (1578466431, 20261109000000002, 20261109000000002, 316);
INSERT INTO public.hotspot_pair VALUES (1795087169, 20261109000000002, 20261109000000002, 316);
INSERT INTO public.hotspot_pair VALUES (2065033786, 20261109000000002, 20261109000000002, 316);
INSERT INTO public.hotspot_pair VALUES (2085411450, 20261109000000002, 20261109000000002, 316);
INSERT INTO public.hotspot_pair VALUES (152377726, 20261110000000001, 20261110000000001, 277);
INSERT INTO public.hotspot_pair VALUES (410265236, 20261110000000001, 20261110000000001, 277);
INSERT INTO public.hotspot_pair VALUES (428514437, 20261110000000001, 20261110000000001, 277);
INSERT INTO public.hotspot_pair VALUES (607856739, 20261110000000001, 20261110000000001, 277);
INSERT INTO public.hotspot_pair VALUES (898501695, 20261110000000001, 20261110000000001, 277);
INSERT INTO public.hotspot_pair VALUES (989835698, 20261110000000001, 20261110000000001, 277);
INSERT INTO public.hotspot_pair VALUES (1092426357, 20261110000000001, 20261110000000001, 277);
INSERT INTO public.hotspot_pair VALUES (1092476553, 20261110000000001, 20261110000000001, 277);
INSERT INTO public.hotspot_pair VALUES (1386057017, 20261110000000001, 20261110000000001, 277);
INSERT INTO public.hotspot_pair VALUES (1538808750, 20261110000000001, 20261110000000001, 277);
INSERT INTO public.hotspot_pair VALUES (1640570841, 20261110000000001, 20261110000000001, 277);
INSERT INTO public.hotspot_pair VALUES (1668626300, 20261110000000001, 20261110000000001, 277);
INSERT INTO public.hotspot_pair VALUES (1985640516, 20261110000000001, 20261110000000001, 277);
INSERT INTO public.hotspot_pair VALUES (187189976, 20261112000000001, 20261112000000001, 316);
INSERT INTO public.hotspot_pair VALUES (195657168, 20261112000000001, 20261112000000001, 316);
INSERT INTO public.hotspot_pair VALUES (685820071, 20261112000000001, 20261112000000001, 316);
INSERT INTO public.hotspot_pair VALUES (889542782, 20261112000000001, 20261112000000001, 316);
INSERT INTO public.hotspot_pair VALUES (1324956573, 20261112000000001, 20261112000000001, 316);
INSERT INTO public.hotspot_pair VALUES (1682671615, 20261112000000001, 20261112000000001, 316);
INSERT INTO public.hotspot_pair VALUES (1762602592, 20261112000000001, 20261112000000001, 316);
INSERT INTO public.hotspot_pair VALUES (2076302661, 20261112000000001, 20261112000000001, 316);
INSERT INTO public.hotspot_pair VALUES (2127385524, 20261112000000001, 20261112000000001, 316);
INSERT INTO public.hotspot_pair VALUES (2136724115, 20261112000000001, 20261112000000001, 316);
INSERT INTO public.hotspot_pair VALUES (66712692, 20261112000000002, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (369352531, 20261112000000002, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (487202625, 20261112000000002, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (700843497, 20261112000000002, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (726402245, 20261112000000002, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (848109302, 20261112000000002, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1192515890, 20261112000000002, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1250391197, 20261112000000002, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1330857165, 20261112000000002, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1517084923, 20261112000000002, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1671567377, 20261112000000002, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1753934706, 20261112000000002, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1833316832, 20261112000000002, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (2003770598, 20261112000000002, 20261103000000001, 267);
INSERT INTO public.hotspot_pair VALUES (51364962, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (268987951, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (270109930, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (384191473, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (402032634, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (403716573, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (420558824, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (514756854, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (562198172, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (603529537, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (693600832, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (982492207, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (1367398560, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (1391416287, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (1458288846, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (1528778145, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (1558807811, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (1634745184, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (1656877786, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (1720642706, 20261114000000001, 20261114000000001, 224);
INSERT INTO public.hotspot_pair VALUES (603700426, 20261115000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (646337315, 20261115000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (931777887, 20261115000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (947688900, 20261115000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (963097898, 20261115000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (972268620, 20261115000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (1190162643, 20261115000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (1591466989, 20261115000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (1829121836, 20261115000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (1890462575, 20261115000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (1993842466, 20261115000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (274349877, 20261115000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (390043235, 20261115000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (442473428, 20261115000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (463797331, 20261115000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (790362476, 20261115000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (892358201, 20261115000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (1158618541, 20261115000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (1657104267, 20261115000000002, 20261106000000002, 354);
INSERT INTO public.hotspot_pair VALUES (261973483, 20261115000000003, 20261115000000003, 302);
INSERT INTO public.hotspot_pair VALUES (438841157, 20261115000000003, 20261115000000003, 302);
INSERT INTO public.hotspot_pair VALUES (852777371, 20261115000000003, 20261115000000003, 302);
INSERT INTO public.hotspot_pair VALUES (1287553228, 20261115000000003, 20261115000000003, 302);
INSERT INTO public.hotspot_pair VALUES (1586716138, 20261115000000003, 20261115000000003, 302);
INSERT INTO public.hotspot_pair VALUES (1736970943, 20261115000000003, 20261115000000003, 302);
INSERT INTO public.hotspot_pair VALUES (1781688940, 20261115000000003, 20261115000000003, 302);
INSERT INTO public.hotspot_pair VALUES (1848471694, 20261115000000003, 20261115000000003, 302);
INSERT INTO public.hotspot_pair VALUES (1866596434, 20261115000000003, 20261115000000003, 302);
INSERT INTO public.hotspot_pair VALUES (1906026078, 20261115000000003, 20261115000000003, 302);
INSERT INTO public.hotspot_pair VALUES (1975821723, 20261115000000003, 20261115000000003, 302);
INSERT INTO public.hotspot_pair VALUES (603700426, 20261117000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (646337315, 20261117000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (931777887, 20261117000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (947688900, 20261117000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (963097898, 20261117000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (972268620, 20261117000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (1190162643, 20261117000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (1591466989, 20261117000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (1829121836, 20261117000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (1890462575, 20261117000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (1993842466, 20261117000000001, 20261115000000001, 302);
INSERT INTO public.hotspot_pair VALUES (873495172, 20261117000000002, 20261117000000002, 333);
INSERT INTO public.hotspot_pair VALUES (1062864440, 20261117000000002, 20261117000000002, 333);
INSERT INTO public.hotspot_pair VALUES (1366726080, 20261117000000002, 20261117000000002, 333);
INSERT INTO public.hotspot_pair VALUES (1631009545, 20261117000000002, 20261117000000002, 333);
INSERT INTO public.hotspot_pair VALUES (1755617751, 20261117000000002, 20261117000000002, 333);
INSERT INTO public.hotspot_pair VALUES (1890086302, 20261117000000002, 20261117000000002, 333);
INSERT INTO public.hotspot_pair VALUES (1975821723, 20261117000000002, 20261117000000002, 333);
INSERT INTO public.hotspot_pair VALUES (2072279434, 20261117000000002, 20261117000000002, 333);
INSERT INTO public.hotspot_pair VALUES (2078791057, 20261117000000002, 20261117000000002, 333);
INSERT INTO public.hotspot_pair VALUES (2080877407, 20261118000000001, 20261118000000001, 472);
INSERT INTO public.hotspot_pair VALUES (35921346, 20261118000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (231066101, 20261118000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (278651858, 20261118000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (554443826, 20261118000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (727452737, 20261118000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (851251155, 20261118000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (933053854, 20261118000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (1253202364, 20261118000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (1339585079, 20261118000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (1601707964, 20261118000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (41083071, 20261118000000002, 20261118000000002, 316);
INSERT INTO public.hotspot_pair VALUES (274349877, 20261118000000002, 20261118000000002, 316);
INSERT INTO public.hotspot_pair VALUES (407644321, 20261118000000002, 20261118000000002, 316);
INSERT INTO public.hotspot_pair VALUES (699688669, 20261118000000002, 20261118000000002, 316);
INSERT INTO public.hotspot_pair VALUES (892358201, 20261118000000002, 20261118000000002, 316);
INSERT INTO public.hotspot_pair VALUES (947226173, 20261118000000002, 20261118000000002, 316);
INSERT INTO public.hotspot_pair VALUES (1665145857, 20261118000000002, 20261118000000002, 316);
INSERT INTO public.hotspot_pair VALUES (1750513492, 20261118000000002, 20261118000000002, 316);
INSERT INTO public.hotspot_pair VALUES (1785406255, 20261118000000002, 20261118000000002, 316);
INSERT INTO public.hotspot_pair VALUES (1970749285, 20261118000000002, 20261118000000002, 316);
INSERT INTO public.hotspot_pair VALUES (2080877407, 20261119000000001, 20261118000000001, 472);
INSERT INTO public.hotspot_pair VALUES (35921346, 20261119000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (231066101, 20261119000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (278651858, 20261119000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (554443826, 20261119000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (727452737, 20261119000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (851251155, 20261119000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (933053854, 20261119000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (1253202364, 20261119000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (1339585079, 20261119000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (1601707964, 20261119000000001, 20261118000000001, 279);
INSERT INTO public.hotspot_pair VALUES (107570262, 20261119000000002, 20261119000000002, 277);
INSERT INTO public.hotspot_pair VALUES (185141342, 20261119000000002, 20261119000000002, 277);
INSERT INTO public.hotspot_pair VALUES (185623953, 20261119000000002, 20261119000000002, 277);
INSERT INTO public.hotspot_pair VALUES (187641885, 20261119000000002, 20261119000000002, 277);
INSERT INTO public.hotspot_pair VALUES (287739402, 20261119000000002, 20261119000000002, 277);
INSERT INTO public.hotspot_pair VALUES (539147559, 20261119000000002, 20261119000000002, 277);
INSERT INTO public.hotspot_pair VALUES (841839566, 20261119000000002, 20261119000000002, 277);
INSERT INTO public.hotspot_pair VALUES (937764272, 20261119000000002, 20261119000000002, 277);
INSERT INTO public.hotspot_pair VALUES (964388110, 20261119000000002, 20261119000000002, 277);
INSERT INTO public.hotspot_pair VALUES (980636997, 20261119000000002, 20261119000000002, 277);
INSERT INTO public.hotspot_pair VALUES (1510858727, 20261119000000002, 20261119000000002, 277);
INSERT INTO public.hotspot_pair VALUES (1671532377, 20261119000000002, 20261119000000002, 277);
INSERT INTO public.hotspot_pair VALUES (2000466953, 20261119000000002, 20261119000000002, 277);
INSERT INTO public.hotspot_pair VALUES (25276308, 20261121000000001, 20261121000000001, 277);
INSERT INTO public.hotspot_pair VALUES (51364962, 20261121000000001, 20261121000000001, 277);
INSERT INTO public.hotspot_pair VALUES (395310609, 20261121000000001, 20261121000000001, 277);
INSERT INTO public.hotspot_pair VALUES (437593102, 20261121000000001, 20261121000000001, 277);
INSERT INTO public.hotspot_pair VALUES (521010872, 20261121000000001, 20261121000000001, 277);
INSERT INTO public.hotspot_pair VALUES (746372359, 20261121000000001, 20261121000000001, 277);
INSERT INTO public.hotspot_pair VALUES (756836172, 20261121000000001, 20261121000000001, 277);
INSERT INTO public.hotspot_pair VALUES (991739936, 20261121000000001, 20261121000000001, 277);
INSERT INTO public.hotspot_pair VALUES (1197538693, 20261121000000001, 20261121000000001, 277);
INSERT INTO public.hotspot_pair VALUES (1356252105, 20261121000000001, 20261121000000001, 277);
INSERT INTO public.hotspot_pair VALUES (1427843446, 20261121000000001, 20261121000000001, 277);
INSERT INTO public.hotspot_pair VALUES (1526896016, 20261121000000001, 20261121000000001, 277);
INSERT INTO public.hotspot_pair VALUES (1601707964, 20261121000000001, 20261121000000001, 277);
INSERT INTO public.hotspot_pair VALUES (104628309, 20261203000000001, 20261203000000001, 316);
INSERT INTO public.hotspot_pair VALUES (438172195, 20261203000000001, 20261203000000001, 316);
INSERT INTO public.hotspot_pair VALUES (495495684, 20261203000000001, 20261203000000001, 316);
INSERT INTO public.hotspot_pair VALUES (547073482, 20261203000000001, 20261203000000001, 316);
INSERT INTO public.hotspot_pair VALUES (723094320, 20261203000000001, 20261203000000001, 316);
INSERT INTO public.hotspot_pair VALUES (1092457068, 20261203000000001, 20261203000000001, 316);
INSERT INTO public.hotspot_pair VALUES (1418227677, 20261203000000001, 20261203000000001, 316);
INSERT INTO public.hotspot_pair VALUES (1504481263, 20261203000000001, 20261203000000001, 316);
INSERT INTO public.hotspot_pair VALUES (1676308300, 20261203000000001, 20261203000000001, 316);
INSERT INTO public.hotspot_pair VALUES (1994541751, 20261203000000001, 20261203000000001, 316);
INSERT INTO public.hotspot_pair VALUES (229966544, 20261203000000002, 20261203000000001, 267);
INSERT INTO public.hotspot_pair VALUES (326707096, 20261203000000002, 20261203000000001, 267);
INSERT INTO public.hotspot_pair VALUES (335971194, 20261203000000002, 20261203000000001, 267);
INSERT INTO public.hotspot_pair VALUES (438172195, 20261203000000002, 20261203000000001, 267);
INSERT INTO public.hotspot_pair VALUES (547073482, 20261203000000002, 20261203000000001, 267);
INSERT INTO public.hotspot_pair VALUES (723094320, 20261203000000002, 20261203000000001, 267);
INSERT INTO public.hotspot_pair VALUES (742401323, 20261203000000002, 20261203000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1330857165, 20261203000000002, 20261203000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1418227677, 20261203000000002, 20261203000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1504481263, 20261203000000002, 20261203000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1652529184, 20261203000000002, 20261203000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1676308300, 20261203000000002, 20261203000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1826703395, 20261203000000002, 20261203000000001, 267);
INSERT INTO public.hotspot_pair VALUES (1938941806, 20261203000000002, 20261203000000001, 267);
INSERT INTO public.hotspot_pair_seen VALUES (240539398, 1);
INSERT INTO public.hotspot_pair_seen VALUES (683988171, 1);
INSERT INTO public.hotspot_pair_seen VALUES (291947557, 1);
INSERT INTO public.hotspot_pair_seen VALUES (971493082, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1134815247, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1037535097, 1);
INSERT INTO public.hotspot_pair_seen VALUES (810077587, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1163764362, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1579580304, 1);
INSERT INTO public.hotspot_pair_seen VALUES (369352531, 3);
INSERT INTO public.hotspot_pair_seen VALUES (1330857165, 4);
INSERT INTO public.hotspot_pair_seen VALUES (1250391197, 3);
INSERT INTO public.hotspot_pair_seen VALUES (1753934706, 3);
INSERT INTO public.hotspot_pair_seen VALUES (1833316832, 3);
INSERT INTO public.hotspot_pair_seen VALUES (487202625, 3);
INSERT INTO public.hotspot_pair_seen VALUES (1192515890, 3);
INSERT INTO public.hotspot_pair_seen VALUES (1517084923, 3);
INSERT INTO public.hotspot_pair_seen VALUES (848109302, 3);
INSERT INTO public.hotspot_pair_seen VALUES (726402245, 3);
INSERT INTO public.hotspot_pair_seen VALUES (1671567377, 3);
INSERT INTO public.hotspot_pair_seen VALUES (66712692, 3);
INSERT INTO public.hotspot_pair_seen VALUES (700843497, 3);
INSERT INTO public.hotspot_pair_seen VALUES (2003770598, 3);
INSERT INTO public.hotspot_pair_seen VALUES (1101145752, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1144950256, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1941291129, 1);
INSERT INTO public.hotspot_pair_seen VALUES (2046044591, 1);
INSERT INTO public.hotspot_pair_seen VALUES (640496983, 1);
INSERT INTO public.hotspot_pair_seen VALUES (136128337, 1);
INSERT INTO public.hotspot_pair_seen VALUES (755024449, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1847307240, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1356342372, 1);
INSERT INTO public.hotspot_pair_seen VALUES (620519294, 1);
INSERT INTO public.hotspot_pair_seen VALUES (694378039, 1);
INSERT INTO public.hotspot_pair_seen VALUES (66532983, 1);
INSERT INTO public.hotspot_pair_seen VALUES (825172799, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1143243761, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1128178726, 1);
INSERT INTO public.hotspot_pair_seen VALUES (274349877, 3);
INSERT INTO public.hotspot_pair_seen VALUES (390043235, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1158618541, 2);
INSERT INTO public.hotspot_pair_seen VALUES (463797331, 2);
INSERT INTO public.hotspot_pair_seen VALUES (442473428, 2);
INSERT INTO public.hotspot_pair_seen VALUES (892358201, 5);
INSERT INTO public.hotspot_pair_seen VALUES (1657104267, 2);
INSERT INTO public.hotspot_pair_seen VALUES (790362476, 2);
INSERT INTO public.hotspot_pair_seen VALUES (2040064314, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1601707964, 4);
INSERT INTO public.hotspot_pair_seen VALUES (14151898, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1893716047, 1);
INSERT INTO public.hotspot_pair_seen VALUES (562973011, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1917571325, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1103168377, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1065235971, 1);
INSERT INTO public.hotspot_pair_seen VALUES (2010404073, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1356413958, 1);
INSERT INTO public.hotspot_pair_seen VALUES (902586949, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1610446341, 1);
INSERT INTO public.hotspot_pair_seen VALUES (550994310, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1366018768, 1);
INSERT INTO public.hotspot_pair_seen VALUES (147272865, 1);
INSERT INTO public.hotspot_pair_seen VALUES (2024451562, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1693408668, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1149772537, 1);
INSERT INTO public.hotspot_pair_seen VALUES (61246218, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1390326968, 1);
INSERT INTO public.hotspot_pair_seen VALUES (405745241, 1);
INSERT INTO public.hotspot_pair_seen VALUES (522650602, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1857792966, 1);
INSERT INTO public.hotspot_pair_seen VALUES (521669273, 1);
INSERT INTO public.hotspot_pair_seen VALUES (736633900, 1);
INSERT INTO public.hotspot_pair_seen VALUES (2063160656, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1668496875, 1);
INSERT INTO public.hotspot_pair_seen VALUES (879113293, 1);
INSERT INTO public.hotspot_pair_seen VALUES (657143511, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1620179420, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1864607630, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1521272239, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1928433275, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1376650369, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1821264919, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1750553913, 1);
INSERT INTO public.hotspot_pair_seen VALUES (285700753, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1123251982, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1826520178, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1209049019, 1);
INSERT INTO public.hotspot_pair_seen VALUES (2065033786, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1578466431, 1);
INSERT INTO public.hotspot_pair_seen VALUES (183512744, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1220596158, 1);
INSERT INTO public.hotspot_pair_seen VALUES (921694487, 1);
INSERT INTO public.hotspot_pair_seen VALUES (2085411450, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1228688968, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1402209385, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1795087169, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1173856845, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1092426357, 1);
INSERT INTO public.hotspot_pair_seen VALUES (410265236, 1);
INSERT INTO public.hotspot_pair_seen VALUES (607856739, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1538808750, 1);
INSERT INTO public.hotspot_pair_seen VALUES (152377726, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1386057017, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1092476553, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1985640516, 1);
INSERT INTO public.hotspot_pair_seen VALUES (898501695, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1640570841, 1);
INSERT INTO public.hotspot_pair_seen VALUES (428514437, 1);
INSERT INTO public.hotspot_pair_seen VALUES (989835698, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1668626300, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1324956573, 1);
INSERT INTO public.hotspot_pair_seen VALUES (889542782, 1);
INSERT INTO public.hotspot_pair_seen VALUES (2076302661, 1);
INSERT INTO public.hotspot_pair_seen VALUES (195657168, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1682671615, 1);
INSERT INTO public.hotspot_pair_seen VALUES (2136724115, 1);
INSERT INTO public.hotspot_pair_seen VALUES (2127385524, 1);
INSERT INTO public.hotspot_pair_seen VALUES (187189976, 1);
INSERT INTO public.hotspot_pair_seen VALUES (685820071, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1762602592, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1528778145, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1724235793, 1);
INSERT INTO public.hotspot_pair_seen VALUES (402032634, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1558807811, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1634745184, 1);
INSERT INTO public.hotspot_pair_seen VALUES (562198172, 1);
INSERT INTO public.hotspot_pair_seen VALUES (51364962, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1367398560, 1);
INSERT INTO public.hotspot_pair_seen VALUES (420558824, 1);
INSERT INTO public.hotspot_pair_seen VALUES (268987951, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1656877786, 1);
INSERT INTO public.hotspot_pair_seen VALUES (270109930, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1720642706, 1);
INSERT INTO public.hotspot_pair_seen VALUES (2028699256, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1949256746, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1391416287, 1);
INSERT INTO public.hotspot_pair_seen VALUES (982492207, 1);
INSERT INTO public.hotspot_pair_seen VALUES (514756854, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1970936052, 1);
INSERT INTO public.hotspot_pair_seen VALUES (693600832, 1);
INSERT INTO public.hotspot_pair_seen VALUES (403716573, 1);
INSERT INTO public.hotspot_pair_seen VALUES (603529537, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1458288846, 1);
INSERT INTO public.hotspot_pair_seen VALUES (384191473, 1);
INSERT INTO public.hotspot_pair_seen VALUES (963097898, 2);
INSERT INTO public.hotspot_pair_seen VALUES (646337315, 2);
INSERT INTO public.hotspot_pair_seen VALUES (603700426, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1890462575, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1190162643, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1829121836, 2);
INSERT INTO public.hotspot_pair_seen VALUES (972268620, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1993842466, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1591466989, 2);
INSERT INTO public.hotspot_pair_seen VALUES (931777887, 2);
INSERT INTO public.hotspot_pair_seen VALUES (947688900, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1781688940, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1736970943, 1);
INSERT INTO public.hotspot_pair_seen VALUES (852777371, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1975821723, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1906026078, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1586716138, 1);
INSERT INTO public.hotspot_pair_seen VALUES (261973483, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1287553228, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1848471694, 1);
INSERT INTO public.hotspot_pair_seen VALUES (438841157, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1866596434, 1);
INSERT INTO public.hotspot_pair_seen VALUES (2078791057, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1366726080, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1631009545, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1755617751, 1);
INSERT INTO public.hotspot_pair_seen VALUES (2072279434, 1);
INSERT INTO public.hotspot_pair_seen VALUES (873495172, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1890086302, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1062864440, 1);
INSERT INTO public.hotspot_pair_seen VALUES (2080877407, 2);
INSERT INTO public.hotspot_pair_seen VALUES (851251155, 2);
INSERT INTO public.hotspot_pair_seen VALUES (35921346, 2);
INSERT INTO public.hotspot_pair_seen VALUES (727452737, 2);
INSERT INTO public.hotspot_pair_seen VALUES (933053854, 2);
INSERT INTO public.hotspot_pair_seen VALUES (554443826, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1339585079, 2);
INSERT INTO public.hotspot_pair_seen VALUES (278651858, 2);
INSERT INTO public.hotspot_pair_seen VALUES (231066101, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1253202364, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1665145857, 1);
INSERT INTO public.hotspot_pair_seen VALUES (407644321, 1);
INSERT INTO public.hotspot_pair_seen VALUES (699688669, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1750513492, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1970749285, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1785406255, 1);
INSERT INTO public.hotspot_pair_seen VALUES (41083071, 1);
INSERT INTO public.hotspot_pair_seen VALUES (947226173, 1);
INSERT INTO public.hotspot_pair_seen VALUES (287739402, 1);
INSERT INTO public.hotspot_pair_seen VALUES (841839566, 1);
INSERT INTO public.hotspot_pair_seen VALUES (539147559, 1);
INSERT INTO public.hotspot_pair_seen VALUES (980636997, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1510858727, 1);
INSERT INTO public.hotspot_pair_seen VALUES (185141342, 1);
INSERT INTO public.hotspot_pair_seen VALUES (964388110, 1);
INSERT INTO public.hotspot_pair_seen VALUES (937764272, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1671532377, 1);
INSERT INTO public.hotspot_pair_seen VALUES (185623953, 1);
INSERT INTO public.hotspot_pair_seen VALUES (187641885, 1);
INSERT INTO public.hotspot_pair_seen VALUES (2000466953, 1);
INSERT INTO public.hotspot_pair_seen VALUES (107570262, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1356252105, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1427843446, 1);
INSERT INTO public.hotspot_pair_seen VALUES (437593102, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1197538693, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1526896016, 1);
INSERT INTO public.hotspot_pair_seen VALUES (991739936, 1);
INSERT INTO public.hotspot_pair_seen VALUES (395310609, 1);
INSERT INTO public.hotspot_pair_seen VALUES (25276308, 1);
INSERT INTO public.hotspot_pair_seen VALUES (746372359, 1);
INSERT INTO public.hotspot_pair_seen VALUES (521010872, 1);
INSERT INTO public.hotspot_pair_seen VALUES (756836172, 1);
INSERT INTO public.hotspot_pair_seen VALUES (438172195, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1504481263, 2);
INSERT INTO public.hotspot_pair_seen VALUES (723094320, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1418227677, 2);
INSERT INTO public.hotspot_pair_seen VALUES (547073482, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1676308300, 2);
INSERT INTO public.hotspot_pair_seen VALUES (1994541751, 1);
INSERT INTO public.hotspot_pair_seen VALUES (104628309, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1092457068, 1);
INSERT INTO public.hotspot_pair_seen VALUES (495495684, 1);
INSERT INTO public.hotspot_pair_seen VALUES (229966544, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1938941806, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1652529184, 1);
INSERT INTO public.hotspot_pair_seen VALUES (1826703395, 1);
INSERT INTO public.hotspot_pair_seen VALUES (326707096, 1);
INSERT INTO public.hotspot_pair_seen VALUES (335971194, 1);
INSERT INTO public.hotspot_pair_seen VALUES (742401323, 1);
INSERT INTO public.hotspot_pair_seen VALUES (-1, 26);
INSERT INTO public.journal VALUES (1, 'MIGRATION', 0, 219, '{"unit:U00001":"4d1790081208acf4549bca3ef1a885ea532d0c1f","unit:U00002":"bfcb8a1710c9814c9434a8e37d362c2006e66e91","unit:U00003":"d45061c7cefef40c998e0f236b7cfe3c2a31a2a1","unit:U00004":"0a829324cdd34d7c4a1040b9965fe014a68d878d","unit:U00005":"bf4b4912759489220628370fad578a389aba05ed","unit:U00006":"c02f26cdbf5edbbe6fffe0fa1938377c1e4c8108","unit:U00007":"198f7b8b74f7f0684210f9947aa675c4876fd3a3","unit:U00008":"76b605f87b53c19776cdfc01bbb04cd0b05a64dd","unit:U00009":"b1e6eb0efd4640a7fc1dd8d88fc3ed08a838aa6a","unit:U00010":"d1a37cfd5d32a3ab6d4bbc41ba0eaf39ec2fa8ca","unit:U00011":"61e9dcd1d079022126573bd2a8d2083198ad32a1","unit:U00012":"5b099d5b0adecf357fb2a3d7765ceb81d1ef2eeb","unit:U00013":"f4605746ab0c7e586eaadf94aaef8300ecef8859","unit:U00014":"c864204a8426ce27ef0cf404f843693429dec906","unit:U00015":"7d9a7b81b57e06bfee7b49a10cef932b6f468423","unit:U00016":"cf6f4ee3bd2c3dcb08ea314dce0c3e477bc82885","unit:U00017":"ff7fc21d6c38f012503901f16284081814f6081a","unit:U00018":"45b9e2cc5c83535c5c958225a64744a7dfceee28","unit:U00019":"4cefd5ca1677fe41255058a8f5cd40a1da2cadb9","unit:U00020":"36459535c536b5678fbd1ec056b73cb4b42d2197","unit:U00021":"d9b3d0095ebfe46bb4549c9f1e6161fc1dff8614","unit:U00022":"a62f393ffbe03af9eeb9d698786b8f71e6906fb1","unit:U00023":"1a9506a502200796cc1987087423b0d28482e78b","unit:U00024":"b3587f7dc89ff81aa607c530898dab8e523715c6","unit:U00025":"b5de0763832123aa72392b5cdd7fa8579e599fac","unit:U00026":"c354d97993bac02b98b7b6c4d7c6caa1f958549e","unit:U00027":"a585e72b34ac15020eade1af231a622a811621c6","unit:U00028":"5608d932544d02fac5c7d8615795fdf06d7d106f","unit:U00029":"467740ac36261fcc35e555e262fb087832b3ca20","unit:U00030":"41fb319714a571e547b13a837fcdf01c6a3007ad","unit:U00031":"6eebb144c9c76a41fc8d97210b31159c32046aa5","unit:U00032":"d69a1771c529713ae5ad4959e94f8ee7fe18d8d0","unit:U00033":"8e4cfe925fe3308f362301c9d376a80591221316","unit:U00034":"82c86c9ffbe78d0db34574a459d0fb927fed9c64","unit:U00035":"bca0365a49ad8d1d09baa4d47cf80b6fd2696d2e","unit:U00036":"eb2aa5765d8c80200804727138124968f38fa4a6","unit:U00037":"3f9f615460b4198612db064c6cdeb9d92dd96d9b","unit:U00038":"c18d17cc26dbb9e0a67424d617648daad55a28b7","unit:U00039":"bff3656f1ec0a98c240df92edfde09d183242785","unit:U00040":"9a242992913d2902c743e3a80d64de28c1663a24","unit:U00041":"682ce5839bed850488ffa6eead5b6ef1e2b2ec7b","unit:U00042":"4aba1558503f9ca28b63806543634bf8a02cbdd0","unit:U00043":"1ea1586965b90862324fbad84453e2ff345931b5","unit:U00044":"86a4549c3bee8d1bbbe34ec9d8073c78a17a1f0f","unit:U00045":"3f399b579a1905ae04b5c9df866cd146a103ce7f","unit:U00046":"f44e117317a768d3c1810082cd095dc5e8901fee","unit:U00047":"a761f2a8b2c1af8a13dd86d314d049d4f4142dc9","unit:U00048":"b64347c4d1e19dc7b78026dc4bc87032b69b8e09","unit:U00049":"ba40a87007ea7a8a228b5a02ac20060c9ec14e5b","unit:U00050":"a7f4d9354940fdb5685c5371fcf06508ce4eb697","unit:U00051":"b0e0fcabc65949e326a275b3c702e6637925b2ce","unit:U00052":"3c11d2815fdb9bbd372735ac864750a6c92779e3","unit:U00053":"2fcecb35fce9e9baee7e6269ea19390cc840ed8d","unit:U00054":"f64cc300db5a784285ea9b51eb0eff356024ebca","unit:U00055":"bfb72d1da49b2441b5834f57b4d3f379f1e4297b","unit:U00056":"856ee04939170fc74a1c27ef6996944879e6a463","unit:U00057":"4074a0eabd4f26857d6cf2a3196baa08fd849db4","unit:U00058":"4478c9bb15513a4f542307bce1f9d850f25ecd63","unit:U00059":"64314d926d229df8e317f0dda9b31e5c215db259","unit:U00060":"ae3ea1d47264815975207151e95158086d42679e","unit:U00061":"74ba11003435ff523a7e19a81132fd47602441f6","unit:U00062":"b0e4dfec60778f14b8436c4eadcbfd5ec97aeab4","unit:U00063":"befc5b94748b1db3f9c2cbe50c8cd94beb55daed","unit:U00064":"57bb9116451e4ee79d59cb68412650c08fded2d2","unit:U00065":"1998e2337aca8640aa031370f57360449881e571","unit:U00066":"95527a508a690eed0be61b7fedaca25563579ddb","unit:U00067":"bb0977c8ebe732c4e32cbc38fc23b064b642b1e7","unit:U00068":"948b5173d1069979a798cb76d766d8d50a40ee65","unit:U00069":"09d8d6b434d3c85608e912930df627b706a69119","unit:U00070":"72261c462e30f513dd31edc655aae39d154bdf2b","unit:U00071":"e2c4964b8b2f46fffbaa3e3c2ec79ac9c3ac71eb","unit:U00072":"a08110e25d827f8f3117ba0544249e1ce2be3396","unit:U00073":"ae0265d5bd0429fbba8802981fb1057624482dbf","unit:U00074":"48a16173eee2de741cfd4838b3a90c5ad1fd9255","unit:U00075":"80755a612325e5e45095861a30f5a7cddea62620","unit:U00076":"b9111e78f3877f211c900b98f3d36899d0e4b66c","unit:U00077":"0171cb9d4cdc542dd9b0bdba90bb1e2d6e8d24f6","unit:U00078":"7321da73d306da64cc247826737a86f9213d51a2","unit:U00079":"a8d7ca86740b3fa4fbad9aafc11cb4e524d85c8b","unit:U00080":"7a0be9e7f43868c60056b8752812987ec9818d07","unit:U00081":"d03ca3cd3318b284b92ca82bd9b0a5e063f2aa0b","unit:U00082":"b2569209df935ff347486b05a947cf2ac21e19d0","unit:U00083":"e21743719d9da49398392cb1ff8131444eb2f38d","unit:U00084":"ed4c0599325a5728dfdbab3557addc76761b56af","unit:U00085":"9f95c02447b7d09bd1c5a123b6e52ed133e9e111","unit:U00086":"a5c05b2d280651f7637cf3dae56882599f263c55","unit:U00087":"4c9a2be6c951ea3392c57178d04308c49128f341","unit:U00088":"e3cb97f30549edc02c1fbcc5d0e976031a4665b5","unit:U00089":"1763c0ffb950ff7c1591c413b3de585f9f4170db","unit:U00090":"47f910d7d9d472bec2b22eecdfe4fb8424988a36","unit:U00091":"c81d08d4b039594d99cf9c583ea26913a3ee4644","unit:U00092":"084082284ba8964f5d491df5ac1d330ec70c1dc3","unit:U00093":"ca8ecd44d5354287694f592532160ed5df56fd1e","unit:U00094":"e106a027955f5e2735dae402003045c991f340eb","unit:U00095":"3e342346e7ad4152b14d3c50d587066ce978432b","unit:U00096":"61fc9774c521b1b40fcd2c810b51b93cade440ed","unit:U00097":"8bb0edd647b38d8d6194703ffadbe52ae433f724","unit:U00098":"154aa24eb7ff99ccb3dacc0ec3b08011f8ca91e0","unit:U00099":"aec11f16f63d4d2bd4fe5460baeb2121f724921a","unit:U00100":"af1d4c6b5de737c5ca74c1a5ebf7fd6f17324540","unit:U00101":"d098e4106def60d81a2eb6631f6078988540dc8d","unit:U00102":"f9e756fd2088011a3083136e8ac6ce94f95c6abf","unit:U00103":"97cdd3d3b8e1ece59ba004edb4917aa12c26c88d","unit:U00104":"5c21f9aa7d366fe2400e3b5019880ca331a813dd","unit:U00105":"6f757662e2ec810f289d286cbbf931df82dd0fba","unit:U00106":"d60e4af59efa8576a9a929c5961fbcdf66c14dea","unit:U00107":"48f7731da50cce93fd3e7cc5d8fdbe6e662f386e","unit:U00108":"fc1ddc7dbfb5bdc8ea20ce9a76f1ab9345edd023","unit:U00109":"9250acb82549670dada78f36aecd1bc2a9440391","unit:U00110":"5b2e9c0fd98866a5b7436e6b7ed12c176d5a89fd","unit:U00111":"b339f5a51dcb90ed78d7deef16738fa9d5e02a58","unit:U00112":"bf05d7cf8e1166e025d4487e101b07ebf86d9acd","unit:U00113":"32b34c78b75debad67cb1e37046084547c348aba","unit:U00114":"cb7b6b2b21ad01d540f3890f2f107502ebaa7470","unit:U00115":"df2b545547cd7893bcda31e9fc227467ab8379a2","unit:U00116":"8ef3049d2342061e8e1a75992ce281874d43aceb","unit:U00117":"b0784436f56c4e4a1b295a945ffef348ebf74935","unit:U00118":"ea821620daa3db6918b0581d19430095b06d1ecb","unit:U00119":"8b7781f2f575268ba666392a3b5241bfad369565","unit:U00120":"62c64d1b4f0828f3d673f2668b87e2770746adaa","unit:U00121":"986c34f55a955eed08d1e34ec70c7e9cafa906cf","unit:U00122":"8bb6111f36d20366931822599da171e657c6447a","unit:U00123":"acced468b9c5171aefea0ced233f2ae06980e042","unit:U00124":"e113a5f3f636991b977a4867607377257aa1deed","unit:U00125":"6fac151207bd1121df321742994d6ac0eaa5e67b","unit:U00126":"b251435c33afaadf58f9b103beb2c6056be12d33","unit:U00127":"4cbf1a6e0444e37bb9496595fead0a62ceedc744","unit:U00128":"35b4753fc49a58342c6404b5f6f2d43f7cc46ff1","unit:U00129":"bda27778cc17e5ff729c00e326f06dd951b128ab","unit:U00130":"8ecf8423a7df91113294b15b8d50395ac20549fd","unit:U00131":"7a759a6ef6c5c8207939c7b357ab482fc97d387e","unit:U00132":"ad12b7e11418d982db3e3f27a3ebafa85eb00cb4","unit:U00133":"0ac819b9d083925834a6c5d12a1a699b3cd46c53","unit:U00134":"8c244770d04c08f5031fd2fbb9dee5fefe7f8300","unit:U00135":"1a183b31ca4f5217eb14bc65384ba5764e62ce97","unit:U00136":"b4c733e64ae32594a2b84fa10a074f68cf6143db","unit:U00137":"753bc2d13a27b68c47665d39f309bcec67918ade","unit:U00138":"80193e81f8e91dc7371c2c982b202b7e641362f9","unit:U00139":"4a07f2b5b7ee61148dc6583f435bec67e4e8de3e","unit:U00140":"cc676bbecfbb74b68ba5d5ecd332b221d92330e0","unit:U00141":"dbbba92a49fc65071f2bf4f5ff432ddc23ca1607","unit:U00142":"7d391caea0c7b1fea19d31655bdffd83320d6272","unit:U00143":"9cee90b89177246f8dad2e458c7531e45df7f08e","unit:U00144":"0f19d7f0a43100067e238a9d2f3e5eaf65892e74","unit:U00145":"aa69140d944b6ea00cf68707ca03bd529d26273a","unit:U00146":"2e6f6bdba72190c966adec4c15e7d4cb8080afac","unit:U00147":"fdf583a0d3aeceb92b8d0cad509b7ce409af18f7","unit:U00148":"7ba5528218b6c6af05a4ca078e078c24065509fe","unit:U00149":"9dae50d833799185bda208512803014c02b0410c","unit:U00150":"424ba4ee8e1c5a49010ff664d694545318c67325","unit:U00151":"864dfefb4046700dde8a25ee717b187c48a890a9","unit:U00152":"5f235c2adebc8f3c2ec0253c5ef6e77fb3c0a995","unit:U00153":"a339d48c8863644c9776305f6caff97d5c770a8f","unit:U00154":"b213d4f9a1d8f842c5ee55e76cebbe6175090cbe","unit:U00155":"e9e4278ec30fc1de2e7c8d0be6158649660da192","unit:U00156":"f0a8445cdcc603bdee8f0c89a4390671045d70c4","unit:U00157":"533e7ee4f5dd0f7db24629de4fcdb08201924354","unit:U00158":"55197761d952f1365b14f1bf06280f5be7be5b83","unit:U00159":"558914e4289a8a59a583e7326c0d0fa595bc2cc6","unit:U00160":"a46f0d70267cf392cd2ad58618b5ee44081f50e3","unit:U00161":"f71ccc01c19149e541a75f3f5759cb151ebd14d6","unit:U00162":"9f9c9aa4bcc3433d0a2706e5a4921c73ae875085","unit:U00163":"fdf73eb67db00f0f7753df2aaf9a0383fcd70c2d","unit:U00164":"5e2137fdf774f7eb91dc81768ec0fd526109d57e","unit:U00165":"bf3ecc82aa97f594431d074c4768e1bee9846fcc","unit:U00166":"3611c37bede33e50c5009796df037cc1e0472db8","unit:U00167":"91228d1bb7b6e2ecd32340722a54f9ffa97e8d3c","unit:U00168":"61c646d554879681e509b4e972e6020da16abd09","unit:U00169":"4e5b78270c6d745b0aebb14c1e90512693f3f9a3","unit:U00170":"75a5c178d34be01db71c613e736a374439ba3946","unit:U00171":"5cd6fb5fd98afc8654b8f5f41e84ff6384ada75c","unit:U00172":"a9f755189b7566c7951ddbf1147efb8cddbc8076","unit:U00173":"db6395c495d1d723591868ab06e9238815d424ee","unit:U00174":"8ccaaab5a976c0819bf8a3517a2307cd15bde577","unit:U00175":"c3dd1819cd03e42bb314f8cdf425d2524abd6f16","unit:U00176":"d179c106dfb048afad640087423c89c544e8b408","unit:U00177":"0241eeba3abd823d0c3985ed6f26945991bec890","unit:U00178":"e22c46e9e6c8c84f5e59823143f279c0f7a5eadb","unit:U00179":"9fb4f2d9049a4bf7151a0333178d4f5c425c5ca2","unit:U00180":"fb74772ed4f6eb27dfc26f8afc4c723ebd24efc1","unit:U00181":"4dac7418ec027df0eec099b6b6a63373314a5ec7","unit:U00182":"2425edd18a77e05574f47adc0f59244e1df08c17","unit:U00183":"47c23450e6cebe6e396c1a7525179aa233a2283f","unit:U00184":"4769a9119fb0eb664dd5d8bd5f0c89b3302de5e6","unit:U00185":"b855de69575746f41810346b239c1a2c72818273","unit:U00186":"57fb04e404303a8e772ab5caef395a5865c45b55","unit:U00187":"af391719641ba45aa26ecfa3b07270dfd34b6ccc","unit:U00188":"2d6e00fc377d775f76896311215b3159003a7ae5","unit:U00189":"9fdc8ba9c62fe95538425edefb9979de1564fc3c","unit:U00190":"0ebcab0293fac981095be51cf9c553d5861aefef","unit:U00191":"67ca1f0f0af45cd44254baa3251cae1960a7c99b","unit:U00192":"a0c992be9ef7f4e5edf3084cb2c939c67bbb09fe","unit:U00193":"d4d487ec622b2c3c9760c38ff7fd646b3812a557","unit:U00194":"552069c6c1d264ace3b20281ff1304e617b81c57","unit:U00195":"ecde26124679b29586046fbec083ed86c1643b29","unit:U00196":"2fd4b64e3c2e6cd280c65a780be963361d497b85","unit:U00197":"ac21fe24133f21f7a9db2ea7d3c978bc9ddce829","unit:U00198":"36a4cc52b332409700e784fb55679a785361a6d2","unit:U00199":"5ad11e640f097c8282d334c5ba988745ce4d0d7c","unit:U00200":"8bcb29f5688ae654f370ecc2fd0c34654dbe9459","unit:U00201":"8df0956e32ee31e67ba923e40db89264fa3de449","unit:U00202":"d3d0797c365a2eee0c7daeec2983adfac07235de","unit:U00203":"1e8cb88506ee78d73a6189d7cee1178e98e77634","unit:U00204":"737ff852ac5d39ec15b1beabc3d15113e9fd7700","unit:U00205":"82450870a31c4dbfda45b7b07c0a61876708500a","unit:U00206":"ba9abfe7f0cc9ab8d83eaceca93581e696de5608","unit:U00207":"aa2761a2453b22986458e74e112d479306cf6763","unit:U00208":"938efca065ec6ab24b82444b815c3af11892912f","unit:U00209":"d1a092b5e4e1336d728a6bbbd83d89e65895c408","unit:U00210":"b7c72833caec8bc120e3867ad08816004918bfe9","unit:U00211":"18c0deff99c1729cf76741a0121de3b22bb98816","unit:U00212":"196d05e4e63603959e758018b04404f2e2e3c782","unit:U00213":"0dd7876ac4c3b43c1d987b5429d2beff9aa36d40","unit:U00214":"e47af732e7db49d7eb4a8926f8686b16f35aa9c9","unit:U00215":"8e0ce0ec75395d41cbd118fe3513b39e15e4968e","unit:U00216":"239c1350aca834f6c1644d1d9c736bd5b516b112","unit:U00217":"3c7ff659299ca5a737f020284468962ce9a2bc91","unit:U00218":"aed92838ebb588c208fdeeed59d5fdd8c7f8d439","unit:U00219":"8995e0b049f8c0aa27fe4550ce2573600b5990df","unit:U00220":"aed2867df398b5c5ef80cd68b71faa35eaadbf92","unit:U00221":"ea51eb85a1cfe1d2ae308bd4067cef761d9db3c4","unit:U00222":"6095161ed687ea14819189d9ef4695cea7d40b90","unit:U00223":"8144b5d778e1dd0d81d6738059126823e73ca695","unit:U00224":"154954348e78e0ff04fdc7e654121bf71e069358","unit:U00225":"1a196e4db2b59f08b6d9dfc3a00f0147166363bb","unit:U00226":"e11957e453fe2f500cd92059f0e7701bf2f36c6d","unit:U00227":"97b07b8c663134d5f3d7c3807a2c9ceb2c5ce31a","unit:U00228":"064081b3fbef907506051fd9a29f700c7c64b7c3","unit:U00229":"21adc23e39f7b1dc1729906e8601d77e620b7c35","unit:U00230":"fc213afa1ed48c60833bef27285fda67979f92c4","unit:U00231":"0e14d544a3f1c737b2e6b7caa6955889e0ac97ea","unit:U00232":"b4a7592a452f51e9b126fcbabe68b16318dfecbf","unit:U00233":"7dae561436b0dc59f7a1b5d9e861e34a6bd7f052","unit:U00234":"ed46e3f20b7b0458d827fb3d753cb7d962bebc77","unit:U00235":"50950412d7c91be47235760ddfb339f9a547510f","unit:U00236":"a28e89871c51112da306df87b78dda2b651edc92","unit:U00237":"50ec5d256a94a952d6b958f11fee056dacfeb066","unit:U00238":"7fb5608d9837a7d5b42a3a88bea4c6a3c8e17216","unit:U00239":"20ce2e275e89812f76436dbab7a815a0737db803","unit:U00240":"fd6acfd8bc89501dbeb35bd90ac69fe1738a759d","unit:U00241":"7872c174abf36b02acfb87dd0d440dcfbd284208","unit:U00242":"1e812a9f572388472247b56a604c9ee17f527e5a","unit:U00243":"96671ca200d53a06eb47937f763c270609e6b09b","unit:U00244":"a0ed11ac15e950cac6220eb65326b925ecba7db3","unit:U00245":"cc3ddabed7b6f3b1441f771c8705e33e2179db3c","unit:U00246":"94ed606f829783c35c20191fea76f694fa520b0b","unit:U00247":"7f118cb411224788e598bf624cb2866f03a704cd","unit:U00248":"5a17f51143e15ef12a0ac87cddc00ad6b751450e","unit:U00249":"4be50d1cf22bdf9d8df3de9ab47904d526ca0e9d","unit:U00250":"d35996810808f64041406ccbbc8313c9eec02b27","unit:U00251":"257b215e0acf9e432bce029599c0957a01507bb3","unit:U00252":"df695e8c09985955cf28f3a9cfdd276f57ec3ec4","unit:U00253":"3997a14775c650f749df511d5655265a2f291430","unit:U00254":"db2efa1deca3f0ddd04e46476d1e229ea65e3f03","unit:U00255":"ef30654be69c748a1dc79d2eb3cf37f71d477b45","unit:U00256":"dcbf95469dc685965267d75c635b329684785494","unit:U00257":"8b03f4ce9ae0e961341b57077918c1a4db924628","unit:U00258":"1bcd5aed3f50e9b767a87eef220e4d378492bbcc","unit:U00259":"3e40f23a0892a2212b61d268044554374dbb8df1","unit:U00260":"0b6774c4f7b04a7e336d8c7887aa28b0f1db366d","unit:U00261":"49cf072a5d948e00153a206b7cae3afa0060e019","unit:U00262":"951930a0e6e0fa8b010054ed27ea0e778193a563","unit:U00263":"9e6a92ac850b364f423c78dc285e80c397503466","unit:U00264":"332c12025dbd7d0077a077931cd70ff9f3f9ce06","unit:U00265":"3461a29d4cf87a56d751e73efa043b85b36ee194","unit:U00266":"fe01161f283985b968ad080f3c509d54a8574f3e","unit:U00267":"f3b02c8d531e3a58d1b74b3c8a4084b99e505e75","unit:U00268":"39c069a18eaba1a41af25d44298d76f4acd19737","unit:U00269":"762bd04176f0682409fc2e5906b3556da8fe1cc8","unit:U00270":"29a70bc04ea642ef040b746711200ac5c2b4c5aa","unit:U00271":"4cbc8427bc6982f527325becb99d089aa6bcb521","unit:U00272":"617ae4edba97d281b008d0d1f224b8166cbbe66e","unit:U00273":"289b79964f9a1723a4f0b874596d01801f456dfd","unit:U00274":"32fa2df70c7f4352ab32e0f650cfd52bfc1b63af","unit:U00275":"f601a3398666afee5850a7a59551fdf734a88dd0","unit:U00276":"3e65d04bd0815604e8969165a50197b787495d0a","unit:U00277":"5eddda155a5e50b665f91ded31b73d96da4296d7","unit:U00278":"d426ad2182e04125b24c4df659e122fe1b0bb7c4","unit:U00279":"729d04cad385959e413c315518c86e9466c7ea45","unit:U00280":"166d34877e2f1b534d38f2036c9621ce7ce2e392","unit:U00281":"dc595b05995a3bc26ff9461f989032a9b3fabefc","unit:U00282":"90775e0b374cc73885d093cae1e46d481ab39f2f","unit:U00283":"8327b5d04fdccce10bed957ad09176c1e1a3bb37","unit:U00284":"0215787120439bb6236ecfca69111a046d9dd0f3","unit:U00285":"ed563064abb733b7dbba4a23af3da4be25117be8","unit:U00286":"6339a37b25b098e586709a9934f1980147b8e478","unit:U00287":"eb507b8a8832c934eab3d5e8d539ebdd770d7eaa","unit:U00288":"69e05ede15917a6140619fbd3035bd06d1b1fbf3","unit:U00289":"03006e64028d0c456e4e041fbd3f28cc16a905ac","unit:U00290":"9493a20dc72617da235da6257c253698151a665b","unit:U00291":"1b856dc14386967b3bd904c11c2a7570550e2284","unit:U00292":"2677affcc6f34ba94737c686fadc6220f39b4b5b","unit:U00293":"d82fc1edd1fb1b295f1642a137854f518292a781","unit:U00294":"c756efb11d74c77d4b884768e58332b6a6e6e7e1","unit:U00295":"a1c58d8f727aef4283c6bec1830c7d7daa01418a","unit:U00296":"2217e3b11a6277ae8306b23d00927cb33efbfa7e","unit:U00297":"5165c8bafedb27d12c4c3f53f4b0d4b60f70b686","unit:U00298":"b4594a33731b337044c534a4640388d5061b862d","unit:U00299":"03d9a4b98171c8f742f73141e60bf0fd95df4aea","unit:U00300":"97684e326707f13f9ac5e1d638f982120bcca4d6","unit:U00301":"d2d3040357af03bda6054336f62f4c3d0201456b","unit:U00302":"472118127b204b73b5ed80e6166299b841cc42d8","unit:U00303":"3677c8129fcac180b28ab457d56515eb8c2ef23c","unit:U00304":"e6484ee27f98e6682041b4475832169fff669010","unit:U00305":"71802f76a1ac5d8ef580df092332e3295c1aecc9","unit:U00306":"64e8b7f22bcb11aba11b8bf92c639f7515a3acc2","unit:U00307":"5b6d0df701133a05cca084ca9f31ba3f38056ddb","unit:U00308":"57615e11828f987b75e44594dc6d624de39f9b6c","unit:U00309":"2cafc08d0a8a446c7ebd9f868fbc9e99b58c1f09","unit:U00310":"8da223bc8396ea8ce30c947682faad65afb07c80","unit:U00311":"30fe568631dee1d62de76b4e0c1bec4ec9bf820f","unit:U00312":"2e0e1c98efbd84af8f6c46bcf93a279bc8d0a9b2","unit:U00313":"ed0baa973bbd2a1b693ba9b81a5e327769c9ae1b","unit:U00314":"3f1aaa905d765a65a13c16df76ad07aa5b9ecd86","unit:U00315":"b4f16d1d8a108759f958a7ac84b3027b668c5053","unit:U00316":"4b919135b472c5badcb8cdb62debca293dbd65ee","unit:U00317":"da27a0bf581eb3546ec4fc9908222a5d42c5eb7d","unit:U00318":"d1c72b6ed8c9f6e8f40210c0b920f8b67569646c","unit:U00319":"35f3ebda56d1f487ceb5e3353a709069fa675d37","unit:U00320":"fe89eefd399f0ca45e8add0b0550ee2d59dac240","unit:U00321":"bf7d5f557f3896fea962a3f25158b8b93645facf","unit:U00322":"084beaad52261297bf01a11cd59dd07236661a3b","unit:U00323":"9d6882c8b41b781b9bff79dafb6deb0199f037d9","unit:U00324":"cf4681f64ca78a8e4ba7c3d7f6a77f6b55f6f268","unit:U00325":"d5af14d3e80ea9ff187045e7a050f1e40f3ecda9","unit:U00326":"a88ea361433d1e5def08ea0ac81554465ecc6ceb","unit:U00327":"212f4adecc7817121b4441b135d878a30fd11304","unit:U00328":"ca74370e3fd2eae249c1a9477f0a42ab8f2d193e","unit:U00329":"05b4852dd9afbbac49f09f320d5120d4537f3650","unit:U00330":"035b2605b70d863d95528e0d43e4eab7bc7d9832","unit:U00331":"f94044f5964fd44ebb59a71dfd46c5e38aefa6af","unit:U00332":"2ba77baf6abf117a915545daf7d421f2b66625c0","unit:U00333":"bc38cf6abe6cf7d11fe1c01cbd8dbfb888a363e4","unit:U00334":"288f68500d5c97719ca169d092005f7dd8bc0d52","unit:U00335":"9943e27506d8d0f9694e616be7382e7417fc6f8e","unit:U00336":"41a0409df92c67639c5dbf3beff84f2f776aea84","unit:U00337":"589f495fc3d46f119094c6a199a3ed582a84b9a4","unit:U00338":"f0d63fbfd13178abda83bee36a95ff81dee22672","unit:U00339":"28e1b66322123834289bafefecc51ddfe4924605","unit:U00340":"35319efbe3100b02c3db68932ffbaf69de884e25","unit:U00341":"765548e66c2dfb8150642c4f80db60558f5732f3","unit:U00342":"92f37e56ad5971b481142644e2bb05a446f1cace","unit:U00343":"57afe7f9d3995f2fccc94b8cba8113a88758efc3","unit:U00344":"1ba6c7a00ca90cd677c21960576ff8aec0dffb87","unit:U00345":"e04339322130cbdf5eee3974fce56f06a2fac13e","unit:U00346":"61611dbaa6e8c578191c6a93167508260021ec2a","unit:U00347":"d69a0de2b2d495f4c0d0a65832c5911d1db97b21","unit:U00348":"5e9ca1e451f35524445dae2810c2ad834745be0d","unit:U00349":"85e637a1c4f9733363ec2716a987168322931c15","unit:U00350":"7bdf0fa8dcb8a644f04ccc636376167d29f74567","unit:U00351":"e939b8eb958971825885ff6cc9149a53a71ca849","unit:U00352":"b9f6e9e42f429812f219710af7b0a0100e30bb55","unit:U00353":"0674282f1e04c2ffbaa2d75cfc04003c4d6bbee3","unit:U00354":"bcb7b9e5e11939cbc1d64f94e78c7ced7af6b106","unit:U00355":"43603f409947152047c0895495edccb152143ba2","unit:U00356":"cae4d38096163ae75d746dc4f761b00dc38c4d5b","unit:U00357":"7798754d4abbc7f0ce90fadaa0d93640874735f6","unit:U00358":"739ea6c238dda6f1d84ab5aa86a1f5916ba46db4","unit:U00359":"5a44842a79f2f2a59d7755a2ea19bd18520fddae","unit:U00360":"3b85bf16847668334c9e9c7c9d4134044f27c3f8","unit:U00361":"00d50192898fb3df578a98f081ebb29e753ef22b","unit:U00362":"9b8ed6aa70b70babdab4ce3ae3c31ff5fbd908cb","unit:U00363":"6a1934d476a8feed130cbd4f0a42b3d1da71292f","unit:U00364":"6f18bf142f0ce887e9000894705c9e7fc4d6e915","unit:U00365":"d082ff63a631f77c927eaf093acc3bafb507968d","unit:U00366":"51302135fafd0c28795c08f60aa72dccdb70f223","unit:U00367":"fc7f7821ff3c8ac8b78899598c674daceeaf1b4e","unit:U00368":"daade3eab512e02d05bc4990b4af31cd90a79e67","unit:U00369":"76f7de4227fd2cc37f78addb2a9ae429e8ecd008","unit:U00370":"a1515b3cc27fee0f0b1b67f330df3ce8cea1b51e","unit:U00371":"0da966f64ba4068f395853379cf664d1d9139b87","unit:U00372":"c4726d2058b848d59282bc35cae77a210dc0a83e","unit:U00373":"36975c9532a8bdcaaa6b8cb885dfe4027b088c3a","unit:U00374":"49f4bb9d77a648e1c8fd5561d9a01f6cbb4334f2","unit:U00375":"c20d5d4856cbcc8764a6262707163ad872af955c","unit:U00376":"b85aa879144966a7d23275b07cb4210474639b85","unit:U00377":"db732bd07574f2ddbef9c7e4bc01d4d2a45a551c","unit:U00378":"2cb64bfa883e214c4afac64022648e94100e76a7","unit:U00379":"688ca4bc8389207dca8bc59ed9cf77595fa24692","unit:U00380":"77d6ac73ee1b5161c5d1ed5c5660a8dad92f6711","unit:U00381":"df4a5322630968ad7e557bdfe965bc66100b5d1f","unit:U00382":"fd9fd2f0cb751968bd5815dd6482407615022b20","unit:U00383":"49f80f406e102c666571a00c89492538ce2ff8e9","unit:U00384":"9e53263da434513e92ad79ff6685ffce613eba26","unit:U00385":"7135a6aa9049a988059389d1e495337a691a4013","unit:U00386":"95f6bc57d33cae1bd0d939ee9f535be599ac472f","unit:U00387":"cf735a4e698d964ffb99e5e27b5671b460e0d571","unit:U00388":"852e39712add6d7e08957114c4e955427cbf0c12","unit:U00389":"e079562f3e85c49f0361c6f041acc62d91fc2d5b","unit:U00390":"31cbfe3b8c962d31fe4bc1de409dd0afc329fe43","unit:U00391":"7a724dcb0eeabba09907f432cc567d157ca1e91b","unit:U00392":"ab13a494862b024701ab0cad14bca2a90add43f1","unit:U00393":"d20db772de0b11236e64289e423aa5b06c4c81ef","unit:U00394":"80786d9b03736e0d81fa6158a90dd00861fe0de5","unit:U00395":"42e25fdf4e78061a52fb7fd1ef6ddc5c2bdf1634","unit:U00396":"709400b8627a9e4929b1eb4343390596b2c9a049","unit:U00397":"15a2924bea9eb89e9089397f05f1b539a4587539","unit:U00398":"f6e3d3b9d9489bcc15184d8f59b6a88ad35045f7","unit:U00399":"af6ea2b2ed35129c78cf5f42034c338c944f9943","unit:U00400":"51043e79063ad11e4be5ae093be7e68fa4d213ba","unit:U00401":"a7c285f8b3ee90308a829405400d844ef0f84ef7","unit:U00402":"ba5622fc80caa786b10574cf72271347505de168","unit:U00403":"cfe0c6afa7e82cf2cf7b321c43c993016ef29299","unit:U00404":"a9e033c8e97980783668917ae56084851bce30cb","unit:U00405":"aad85c89bdecef233e9a716c3ffb1144095508b5","unit:U00406":"a15259e7fdc8469481f78927c892d734757148d6","unit:U00407":"09bdb8d7ebef1beac4706749bd32e26ec1cd5e59","unit:U00408":"b6dca8dae7161aa77ed4710c28d826fbd7faf119","unit:U00409":"c878319d22d44cdecc0f51daabde911c2345337d","unit:U00410":"7c2e22d07e79f18063381c525d262bb1946a8bac","unit:U00411":"f1f68829e63b723f7206dd690a0aebf51de67595","unit:U00412":"cc078b8da37fa22539eb85c6f73478a602b53099","unit:U00413":"deeedfc63d418a4dafb2aae13cead1cbcd15a113","unit:U00414":"1e5a4065985dbbc30aa904638e915db80ce810bd","unit:U00415":"9dcacaf2bebd3c0bf89a406efedddede2dca1f03","unit:U00416":"5e249a6936397946f1b441eff5698bbbb3daeb86","unit:U00417":"aa1d2dce126841f64e9527c414000d8363c8e653","unit:U00418":"1a85334e816be16edd4877bd7acfb1eaf968a832","unit:U00419":"46510eea4ca394f5637ae8721165adf451cf343b","unit:U00420":"6deca0797b005a277db894a68015482533e4b11c","unit:U00421":"f3e4e918ce054b1aaa411f569032fc3067001506","unit:U00422":"a1b43299edb118936211e92bdca8d471cd8e50d3","unit:U00423":"cbe3d31ea46f62c87c3d5e994bb2b3f4a818450a","unit:U00424":"c5132774e181eb651054549b0dab49c734fc2f66","unit:U00425":"7d222c16d97f624b654fbf67b649eff5ad9787e9","unit:U00426":"04b3de4f6968fa87c072a9281592fa89932e549a","unit:U00427":"df8011e82dafce20118e62a00d530f6e90a4a2be","unit:U00428":"36471d55b3bec68f9a712aa64b2a70fedee64231","unit:U00429":"5519ac0b89629cec03e954176b25b0ead74851b9","unit:U00430":"b35d701463321df2ab5570b8798785de9baf2fd4","unit:U00431":"875feadfba094e15c0a380ba463f272accbd12f7","unit:U00432":"75b656add8cc574fe5266d23dd78edbcd953710a","unit:U00433":"a34cffce1807e684b381996105e6a405f733b8e6","unit:U00434":"de67c6a4f740baf93c7fa4f7837900b8e23887a7","unit:U00435":"7640b4fb9c1431f8428f592791be3cbc421e6ae2","unit:U00436":"30c7c5fbb39367c7e34dd32db56428b89e0a5c21","unit:U00437":"4f44139f496f94bad4a3320e559d960724903234","unit:U00438":"392eea7d059fe0bb34ef8e8f13bd8117ad6f3415","unit:U00439":"23c37247ed65bb773f7869658e18ecca6c194e0d","unit:U00440":"c1d8a1b3745c5ef3688cb77c0597977303e27fd6","unit:U00441":"9e2da9245854ecd24a02eb4a16c305c19c009d1a","unit:U00442":"c73e7fc3aa315996adc038936a0a433ded9835ad","unit:U00443":"cee5f493376d4657690b1639adc7a6d1a774c4a5","unit:U00444":"c534dc93c8a4e0bfd434265f5529ede2b91a6af1","unit:U00445":"f50c517754f09c1320bf08f83532141f940f778a","unit:U00446":"fcd2d543e580a408453de23d4950ef1cb8ed674c","unit:U00447":"8145661e317241cf9d7b2e9cf72b3ebdc0c2d8a7","unit:U00448":"8c2c47d653dd58f9a5f5bfbe891c2a29cbef98bd","unit:U00449":"f8de80e908e1e0efacc50d0c995fe87c3a2a2392","unit:U00450":"c62b72433f1f239f2e47c7b2d82b02d7e8a72e28","unit:U00451":"ff699862bdd3f43041335fa083e4039b166bd458","unit:U00452":"e064ea1467d1881546b12e78263549365432ec90","unit:U00453":"719a06445a77906d5f39cde498fbfbcbca2cc8a7","unit:U00454":"a1a94444f08558f2b98f1179b6793abba756211d","unit:U00455":"bcb40d2a26b1372fd32a84482a4cd1ec1cd2dabb","unit:U00456":"7188091100da2126119068fa152ad40a13245788","unit:U00457":"d2ac2c530c58ca6b0c16e69c2f24f2e7cd803584","unit:U00458":"728ab4af9496c9c52fbf8709b3ce72e8b5b4b0a7","unit:U00459":"3e9f580d9094a2113e5fa1b7f0816cd22bddd0cb","unit:U00460":"66e884eac5078c639e3eeaa7274642bb2559d2b3","unit:U00461":"f2a95c3f4291f2ea93fe55be89bec6e270d5fa2d","unit:U00462":"2292902525b5715c345b4b96d302e27b9b6fb865","unit:U00463":"3d970f9e40d8ef3cec911c9cc8d68e3c4b9e121c","unit:U00464":"74e5a7736bdaa2bb4e5fe9a0d837f4a6b521f80d","unit:U00465":"220b89e6226293750fc93c5d25ba85dde01e126e","unit:U00466":"b6b1927801762eeb8b5598db66d0558c98415b64","unit:U00467":"87718c972c1ced632e1856a257993cb4320f1785","unit:U00468":"dad7db8c357189d00639abd5f4723592e5a7bf9d","unit:U00469":"ab9558f73e82767877226ee87e33b37f94d253d6","unit:U00470":"e69f9aa9d7fa7babb7626557f77d772fd1d267ae","unit:U00471":"c1d406019ab7e8f58c513f7d07db60367ae56913","unit:U00472":"c5059a6baf66272d00974b5c6c97f32b2e1c815f","unit:U00473":"e169ecc6a2263e111b744754519f1316186f0e46","unit:U00474":"b15f2d5c35ab5834d8528285ce99d65d65e89e55","unit:U00475":"a58d44b48a5f06056612fb69099385c0c4ceba44","unit:U00476":"ee1d876f95ebcaec17771d304d2f2e1176b1f455","unit:U00477":"fed06aabd239be80a3e4bd7d9782968741969a0f","unit:U00478":"3b57eab97777f88a5388c9126f09823cffd2a444","unit:U00479":"1acd7baeaaab21a286ac8a7d5b0056c99f1a0199","unit:U00480":"edf3b5070030601565acfd4344f5552cca11135b","unit:U00481":"3c056fecfbf5828cf886936aa557a8678de394d3","unit:U00482":"253410794bb72e229c568244445ab6a496052d61","unit:U00483":"07472b8714b2264a8d3aec6a4a0efe320748ccc0","unit:U00484":"b3a5f0e58785da55dceb43073e018c6e9790aec0","unit:U00485":"a937d2cabb1380572053ca7486cf550b907639cd","unit:U00486":"418d9164f91418cc95db3e0ba147d8f6dfb23cf2","unit:U00487":"7ad4cef0d5a154aeda6b11d32fd3ec5b797d3e3b","unit:U00488":"e684803086b72fc0663f55694f8525f114a0062a","unit:U00489":"e1f9034629a4378734873d901c7b3bf8ee80b44d","unit:U00490":"8485d8c1cf232871d2c895d56504153125f3089d","unit:U00491":"f672aa89adfdd40d489be4a9d89fd76889ac94bd","unit:U00492":"01c9670207483ff8ec96f4c7a2e07dce9479a1c3","unit:U00493":"09ece0c08b1353a0352c56c271136bf69fbfcd84","unit:U00494":"a0fb24b53f16b6a1c885bf26665ac84a4c869b2b","unit:U00495":"bf6475a1e5b3c101f2756e7b355829b01beac5e8","unit:U00496":"0f851d6eb56f64a782c523d739dfd702db2303be","unit:U00497":"86347573581d62148577c438cee54e4a70e21981","unit:U00498":"5c8a0119ff4dc3c8a01aebfb9ff048b298657305","unit:U00499":"9fe75503c1712edbeabd8a18096e0b299f37f2df","unit:U00500":"23cd49b433860a864540e9d385607d98a99ba3d6","unit:U00501":"6c41d15989e30ae9b873980b21e3b5a3bf76e9d2","unit:U00502":"f42c7557174c0775bfda44efc32f057494298a51","unit:U00503":"5f4d498dce075894c35f1acf8be06542b28237af","unit:U00504":"b0ae8974eeb1fce8f3874cfdcb1198c980919ede","unit:U00505":"bcbf197be419251d96d0cc4130d709b71072b4fa","unit:U00506":"6ff64ccff944f454944a7f8cc9832bea0148c780","unit:U00507":"f4ddc603e05b60a26d1c25c890123be2162c74a5","unit:U00508":"1e956fc6549c53e865b711e5594eb18aa51ff7e0","unit:U00509":"958a6acc01684def7cd9356a8118846a6ae792c5","unit:U00510":"24a23b0129f49be8daa536656a5770ca417b0607","unit:U00511":"e50adaa369993a9fd9afdeb50948ed3fcb246aa3","unit:U00512":"d84e3fa72888804d6b6453f40b9621043e59fed1","unit:U00513":"c70b9d24ed7b18910b32fb07f4ca5c47c5b49c6d","unit:U00514":"eea245ba8d3a7600c5b024fab4f3c5e79f188aad","unit:U00515":"10ff466d27d44d40a68b428fe6eeeca300814835","unit:U00516":"78a2bb0aaf0c80302b7812a6002a53f0ec6dcb9b","unit:U00517":"c41b2e90bd74a7c97958201dc4392e890776dde6","unit:U00518":"963a3aed2d942ffbeae43aef015571ea1e29bfff","unit:U00519":"b6f3df3ddafbdfd53a99360e1fbfd41d9cd861b4","unit:U00520":"2b7477e24924bcf683e97e10ff86fc3ade4e7354","unit:U00521":"e907c42a7c9f47f4f3f38bcc7098edef9d576ec3","unit:U00522":"18e6322423ebed8afbf0d2e4b2b565ee6196a0ee","unit:U00523":"a55f7117ef0eb5b9afd2a4e1d1c40adccfbca054","unit:U00524":"7904e9e853470146f4000a80da2c69fca7475d36","unit:U00525":"61c727a3b7104cb76e41a75edf6dcf25fd29121a","unit:U00526":"f68e2e9c1b31b71b7182ce723839f137f47c9160","unit:U00527":"88524bbd5bf67c9b451b4250d4979f440257e0cd","unit:U00528":"be6784a6090fc9769ee71e63f60c9fe97b7c0534","unit:U00529":"2ee764175b99ca89e1c22245b34bca17cf90f00d","unit:U00530":"b07cc0a0daf61bd2f0d8a322632fabbe1a009cc7","unit:U00531":"702f1f586783792b5bd1bd1a818f0c96ccce7587","unit:U00532":"5998164b2a3914a3508638e293b850327e09d99f","unit:U00533":"f8498af365cf348f03f6416cbd2f9829f34f4908","unit:U00534":"313bb0bf85ae12f4b250cd455debdcf619a5a8c3","unit:U00535":"933e4c681736cc59cd2ac6b97780bf26fed089b8","unit:U00536":"c1b1503b0ca6f1a33b3aeb742402f397e8f81b3c","unit:U00537":"a66be961942904bd5a4fc168c42352c67af5bd8c","unit:U00538":"afe782a47a210257f157726439ae0e2da2a42591","unit:U00539":"2f458e672a2498bbf99a564c6e0e1f998ba94bb9","unit:U00540":"f6d3c6f68cf268752e811dd5c8211b8f13e7d131","unit:U00541":"cc29a3a11b03f44efabac70636f51fe629cb7875","unit:U00542":"ae92f308cc1a3aa28044d20483a07aa67ed18228","unit:U00543":"5ea1ed80b774fc54b4e17dfa3e8d54a0ae2fd212","unit:U00544":"a1d73f5089104c3a4a59cf20b87022d1ffda611a","unit:U00545":"72946783e1eae6788a1d5f799b01b943833e13d1","unit:U00546":"4ff9e938818d97eec32d313616dfcd43443470d0","unit:U00547":"230f2eb8a3d3b9f254bb53df6cd97747a54c2f8e","unit:U00548":"67bcb5d7f4804234d7791b13a5f6bbababbae94c","unit:U00549":"f5876769edd9019c2a0b7324d688369795b5c6d7"}', 'fc6c7c12ac22527121a497ca34351c89c8f77b83bd294d4220d26f19277d05cd');
INSERT INTO public.journal VALUES (2, 'MIGRATION', 20261102000000001, 219, '{"hotline_case":"9590622283507330bcd23b5ab2c2a3b6429b2809","call":"2c21a089fa7a8844dd15a049e92ec593b8a09336","decision:1":"6103f9838755d7531d3c2d08e15418184cc8fb3d","assignment:1":"0799dc0adbfc4d79c8401edccfefcaf144642c4a","case_caller:20261102000000001":"c0c7a38ee480924891ce868a9c0a75201c123963","answer:1:20261102000000001":"ec3a032d3f5b3b254c51450394a60c070587e505"}', 'a6874217903f5d714e6696506eabcf87817730dbb11414568890eac501bd9bc0');
INSERT INTO public.journal VALUES (3, 'MIGRATION', 20261103000000001, 219, '{"hotline_case":"a73c0739088fce9ef9586f38cd6489faee369429","call":"f996d8999e146328ecf95568bc26931b19398e24","decision:1":"ac2446b7ebbff01c38c2a8b8ab302fc52a9bd889","case_caller:20261103000000001":"727c7d1dd9d6c627b8f2c1edbc43a1f2ffb109a3","answer:1:20261103000000001":"8c901d5a9f91adc6a0ccbc0425539fe00ba5bab5"}', '174fb4a31fc08312a98befc208dbba532213f048987301287eceb2f8cb213af0');
INSERT INTO public.journal VALUES (4, 'MIGRATION', 20261106000000001, 219, '{"hotline_case":"76c53dd510d915868dda0b5e9a52653fb19306e2","call":"d9de96d37d74db56ea7a6bc10f42a28b9e8932f0","decision:1":"19248c9cb22cea5dfd8e3ac6fd2e585aeb4e1d0e","assignment:1":"fa9c516f86e1c694b26f6417a215c45a7e26e6de","assignment:2":"9065e33cbf319f7aa3a0a6728d015b6f5315b603","case_caller:20261106000000001":"ed1e4356c04ecb0037d7a98f81c14240c8933d46","answer:1:20261106000000001":"db56f094751ce55a6666839f1ea998a82d875757"}', 'fe9df92d7b27d8d8896a9f4066b22c2b722ca74b48ede7522d3934b55fde3522');
INSERT INTO public.journal VALUES (5, 'MIGRATION', 20261106000000002, 219, '{"hotline_case":"a3a3acee933e3c54b2e081c540e0823efca55f32","call":"243722db066e4cc98c527fc605d57256bc7c21ca","decision:1":"3ef9fd020feefa1dfc4ba7fccdd64c89301961a0","case_caller:20261106000000002":"3593edb3b74b86c03e8f82332cc7cd10c1f33a94","answer:1:20261106000000002":"8d110e6a3af53a0ce0411a653f7f6517108d3dfe"}', 'c494827ed76d8395b99932f00aa1ea17e84196b036b176a4d11088bbf73b80d0');
INSERT INTO public.journal VALUES (6, 'MIGRATION', 20261107000000001, 219, '{"hotline_case":"03844ee8d0443cef489c84b4b27243f440c629be","call":"ca9cdba7186ae6a7fd5fc911fdb9a46ee53e85ea","decision:1":"04b207c78b32276ae671ce6b0f76177172949396","case_caller:20261107000000001":"8aff62e3ce279e21480251018d707a38c5a870bb","answer:1:20261107000000001":"777fd0d399dae5e93aede8820b00d88a4b7872de"}', '146f910c3e5b9e69d990782be30d1a7b76d56fd0b5c83c48a24c27c2a0dc7bfd');
INSERT INTO public.journal VALUES (7, 'MIGRATION', 20261107000000002, 219, '{"hotline_case":"76b563ac1c84f27bb30c4acea00339a8305e6e36","call":"aceb835c6a1922afc7fa724bfae1890fa5cb7187","decision:1":"efe6d82c34ec456b7afeaee7779468791c5d1d6f","assignment:1":"3b74ef2b423022e720a5b4827b37805e87081724","case_caller:20261107000000002":"1dc72cc2f56eaf7ab2b87a04b6193369293eb736","answer:1:20261107000000002":"bb5690d78d093de0e3610f9e1a6cabf832fdf75b"}', '1fca4d0d9600be7e731fc140568279f778bb43ead2612eb9afc3945047742d5f');
INSERT INTO public.journal VALUES (8, 'MIGRATION', 20261108000000001, 219, '{"hotline_case":"6f84cabae4417edd958a1c9514c06a7c90a9e67f","call":"409374b372fca11c222cbf39ef139ecdebc659e8","decision:1":"e87effe2681f27162c7c98384f5b101d4dedcef3","assignment:1":"8e3a9169d15cef1ba4f41493fa7c0a0cbfe63bd3","case_caller:20261108000000001":"80e5b0c436f650fd6a351c68a20189c78738e289","answer:1:20261108000000001":"a6b82e45424b2ac6ec55fa1cffbf18297255dd4e"}', 'a96118309232065b3a358e249a1523e131f692e6c036cca04a248415f7851d02');
INSERT INTO public.journal VALUES (9, 'MIGRATION', 20261108000000002, 219, '{"hotline_case":"9f8a558ef182250f60ddcad969e0f5b56c8e54d2","call":"44631f6cbcb6fa6aa2b472b05d1ac7c53a01e845","decision:1":"e4c53d92535d518a239ac0ad168fd30866eba433","case_caller:20261108000000002":"0c311f602cc6a733b13f77216f4623605743aa28","answer:1:20261108000000002":"3a82ff3fb442650f3d24bbf70e93262eefcbe1e3"}', '5b1985eaa9549dd31de317b3bf8499022d6364d045b203bebee000f43a094849');
INSERT INTO public.journal VALUES (10, 'MIGRATION', 20261109000000001, 219, '{"hotline_case":"027a7f7d363a14371aa64d442bbf6361d6f63f31","call":"ce3f00c5fb582ad70ffcc97d55addee944e6dabf","decision:1":"552002f308a43a6adf6f791998026dd4db503917","case_caller:20261109000000001":"f87423c528c7c84c7c4a58705dabb9ddc97c4a9f","answer:1:20261109000000001":"f68b0d763f771a16343b675989af3b34d445022d"}', 'a9eaabbb05f15d691fce879f5224dafe3ecc268e122e8be7c063c9da84ceb5d0');
INSERT INTO public.journal VALUES (11, 'MIGRATION', 20261109000000002, 219, '{"hotline_case":"fc4e4148e80fd45ddd179cea9286219a4fb9d49b","call":"eb0590349a07c05f995a2692a2fd4157438d26e1","decision:1":"5f6fd2d2e8f2dee7a3fec0ffe9b076042888affc","assignment:1":"ca3a81fa76c8c73aaa9afd1bc5b6a0b0c498465f","case_caller:20261109000000002":"b8d087c2182b70397ba677e8c2344cb2f5dc67fa","answer:1:20261109000000002":"d2040cc46c41d6baed1af328f628a4ae01220653"}', '993d48b84948855375b83acc66db3de838573a783534b9f2356c350fb75fec6a');
INSERT INTO public.journal VALUES (12, 'MIGRATION', 20261110000000001, 219, '{"hotline_case":"5396c366668583c6e2646d7ea52ffffd5703a891","call":"0715b618f38b548954f808d1dcb83ede337f6113","decision:1":"e0ab36e0ac3e40d14e833bc905ec43b5789168c4","assignment:1":"7e244acb73b58f5a93e797b37c48158ecf1e1a74","case_caller:20261110000000001":"16b9afb8bdd1d3505631e07211646baa0ae49828","answer:1:20261110000000001":"e5b0865d9801611746a7bf295f51ad439e6215ad"}', '3142cb02ebc525df926ce4cb2d78966022c7c71e535db7492aac08df2eaaf973');
INSERT INTO public.journal VALUES (13, 'MIGRATION', 20261112000000001, 219, '{"hotline_case":"57743379930f7e6bcece6575a82acd4cb3ee612a","call":"fdddfe07158e1d4e34ee6641d8f30882a3f05065","decision:1":"4b76a79f2730ce45981b62d4e6f89e13165788b2","decision:2":"453dda132b80cb592cce4f4e5639340a24f28b01","assignment:1":"7327027e99578b232d7c34f8a41430ad0777b0bf","case_caller:20261112000000001":"aac963e608af98b65479085b7e1a8334550aaa20","answer:1:20261112000000001":"e47d7248352cc9e33f58461649f8ffe0453eb93d"}', '9afdaeb2ef650c1da66946e0ac026d1a0852b2a7ea2f57cdd0467b94bba61577');
INSERT INTO public.journal VALUES (14, 'MIGRATION', 20261112000000002, 219, '{"hotline_case":"1cc49328a9f237320f3ae1e202a8eef2c7184506","call":"7cb3e6fcefc50c398793780890e2cae685a93110","decision:1":"21c15d2b71540502000a749bb70d65493c82c01a","case_caller:20261112000000002":"c9c5ad927bdcf617182601c3f598ca655587e275","answer:1:20261112000000002":"16979f8de2418b2284284fcf0a3fa5c7b8be17c8"}', 'b88e7c4f37cfc3e91e2cec27b5142039080d6e60d5eb80c0fbde7dce7bd2626c');
INSERT INTO public.journal VALUES (15, 'MIGRATION', 20261114000000001, 219, '{"hotline_case":"2290da743ab64d7eacff7e10853fea35afc1a1fe","call":"75c1d8d82f043e88edca44d798893b11b586addf","decision:2":"865ba2ba1426d748c5d89eaab14dce54920191cb","decision:1":"5c846d48519bbf8f3285aece8ab41b27f7f88bef","assignment:1":"22cefe7640d759ff59feac99e1bdc34a071b93f7","case_caller:20261114000000001":"e00536540f8ea425bda0a2aeac0d450d3cf1ffa0","answer:1:20261114000000001":"07e21171065699ac731982636269cb41dec7a688"}', '60d87bf0f71a75385f392fd84e037b6f4e88e82cfa60a7e069de2135368d36b7');
INSERT INTO public.journal VALUES (16, 'MIGRATION', 20261115000000001, 219, '{"hotline_case":"cafa239f2d37ab55266633be28406fb9668b81b7","call":"229fbc26a7df3919192da725182083a91e4c5bba","decision:1":"9b414cd096ecc0b64125e72409497dbd98a3a51d","assignment:1":"9913cdbf8667cfe33f4be410f83220518dba0da1","case_caller:20261115000000001":"7c94e590d449714c6116731ea5a7470ac58abcda","answer:1:20261115000000001":"221e01ec3188fc7a3c65680bc7edb75d3acb92de"}', '2504756116bd3c803a2709f9ed7dfed38024c01825cdae5eb89de5ec6c0894a8');
INSERT INTO public.journal VALUES (17, 'MIGRATION', 20261115000000002, 219, '{"hotline_case":"91f7cf165f80d2c99b36a85dee739ad6e06daf31","call":"83f98317adb789b99a70229e220ca872680baf88","decision:1":"b74fa84505ab3247817eae0b00493a56ea74f02c","case_caller:20261115000000002":"7ea642a0f93aee8a3ff1d9ca7d54350b2b43bf15","answer:1:20261115000000002":"262753c7e1e2912abdf3c6b64dfc5c8c833d70ba"}', '648252c9ef02194e0167887221ff78531ddae6ba1b46d8095b80e90ff36fa0ee');
INSERT INTO public.journal VALUES (18, 'MIGRATION', 20261115000000003, 219, '{"hotline_case":"ee2eceb5032024918ce9db5114a1cc9c0317ea72","call":"25d71d36853943be8ad7a365dacab4189792c550","decision:1":"ad622e3442c8bbb5943215da6656c185b5aaf3ea","case_caller:20261115000000003":"7e5ec519ba72732161e7795f471d8851f1b06bbc","answer:1:20261115000000003":"2cb264e7054802a524878ae2bfb2bd5b40d01a03"}', '7d6f76f6d927f0bdb1df3df5b88ed387f6b8fcde6ae86c5b1675bdb27bd03df6');
INSERT INTO public.journal VALUES (19, 'MIGRATION', 20261117000000001, 219, '{"hotline_case":"436bb34a425d55769fb07d6f066ef33ced45f11d","call":"f11c922d821bbfc535a0a947da7f203a0b7f6c9b","decision:1":"2afe7e67b51048a507d4147fb0a090b63233b96c","assignment:1":"b2e521e31d60d7a4667333e5a1a21a011a14f679","case_caller:20261117000000001":"5a1705f53b132448296a7ca129f93eb272bb5018","answer:1:20261117000000001":"64973fc9009dd9a947eb2aa22336a85f90088c1f"}', 'cf4b044e7c08720071cbf784c3091569bd224c5fcf8fe6e40c38d0e9eacb10a0');
INSERT INTO public.journal VALUES (20, 'MIGRATION', 20261117000000002, 219, '{"hotline_case":"b07fcba1529e8110de7c208cf372f475ee6b69c2","call":"adbd82a4474e9c5e7a336a525fefb176642e8ade","decision:1":"727272f0749d5792af8b6276732ff6a671cdb044","case_caller:20261117000000002":"df8228139ec59d72d4359911af098d5159beabb2","answer:1:20261117000000002":"5032b1dffc912fd0096c51a982b0394a176c89f1"}', '84f640517039ec78717b2d97a703e997219ae89d7fa7ed33de848d517682a4d5');
INSERT INTO public.journal VALUES (21, 'MIGRATION', 20261118000000001, 219, '{"hotline_case":"eb596188d4fce814f3001b851bfdd871132d0670","call":"0ca0d3e4823f21dec5d6b2fa18e03bcd6a4023e6","decision:2":"1512b8d5c823228aaa523c0e9641a39015895b1f","decision:1":"e2bdd9da76bcd9efd163af9baa38c2e7a11f54cc","assignment:1":"f77c517216775d6d8e6c86d1492f3e376280c789","assignment:2":"c27afa7ff602005e1f92363a97eca538d6b4bf17","case_caller:20261118000000001":"7b60287f4450fd52986ac894ba1f8f45c2e655ff","answer:1:20261118000000001":"63e9bd03cb318b4c292df3a18aa4e182318bb4c2"}', 'a3a79862eb32ad8c96c2c5f7dc04ef2fc645a7169f24fa44e652138e9306ba7e');
INSERT INTO public.journal VALUES (22, 'MIGRATION', 20261118000000002, 219, '{"hotline_case":"9eb4013a8c86abafc967738a0b37ade82889b27e","call":"3af7407eb89d7a330942c1ebb6eda7516bcf43ff","decision:1":"44590398418c2e2528ecbb5a1cae2adc9a95e8e9","case_caller:20261118000000002":"77c88a1b3e6a72e93a8c9a05e1f5d4dd971c801b","answer:1:20261118000000002":"0de0cbb722fa636b700fe3e31bcf1a2d0e1d7eba"}', '755be7b14f20c308baacaa2baf76473f04ca39b7a78f2064f9b79df35f144ac2');
INSERT INTO public.journal VALUES (23, 'MIGRATION', 20261119000000001, 219, '{"hotline_case":"4d91cad2db3fe8026e3545f239468f88a2116a10","call":"e17459855ad4b87e3b360be72a6678d6a8533227","decision:1":"516fa08b30c6c2adc74d6224dbc120e52dcd684a","assignment:1":"bddb579c67732a38c06d06be2f61a45a5992b9f7","case_caller:20261119000000001":"7f0d08cc866bf342289ad914a12894b371a7837a","answer:1:20261119000000001":"fe70d60b117f3daac77d6f6a90e64906de7f4bcf"}', 'e4c1e7965fc2d1a94cb0c2b318b8a98139eea949ef7eb7e9f0a229c6d8d94270');
INSERT INTO public.journal VALUES (24, 'MIGRATION', 20261119000000002, 219, '{"hotline_case":"7d492594ad08dec5a5907694fc5732a6655fbd3a","call":"a3a3c92faa1c986d57a387266b59c8accf2540b7","decision:1":"87316931a2c059847ef51e70f501adde30d6ea47","assignment:1":"a3e378e766c06ffc5371c082900ccb804eb0ea32","assignment:2":"61f97544bbba452f86547ef27102f701cd600c57","case_caller:20261119000000002":"a930403459d8beee58bbdc8ab34543b0723fd51f","answer:1:20261119000000002":"762f259e800d0230a9fcf371c6214ba982572143"}', '6dbc0beaa1ed5ba603ba9e7e5d3f984b87431204342ab146297538e3d8b714e8');
INSERT INTO public.journal VALUES (25, 'MIGRATION', 20261121000000001, 219, '{"hotline_case":"47d767157551fe849adcbf1cc951f7f07a2b3e60","call":"f5f8bc8076179a3352150330421196a9e4442f0c","decision:1":"70b0747bf4e1248010a61841f4e818e28c991e53","assignment:1":"5f956f0d7932f0b3c2632d022d0b9093c38b02b7","case_caller:20261121000000001":"7d19d0af11c3b4e92fcd64766a3f2ab922d48929","answer:1:20261121000000001":"03d01848a534ffa19cd9984c6934368bb98005c8"}', '82f7e65119003e738a4898d9571da9cb3ab1cfb17d2a8a63e869b17a8fe0347c');
INSERT INTO public.journal VALUES (26, 'MIGRATION', 20261203000000001, 219, '{"hotline_case":"1ceef86de5be28471bfa252ccd35f70245155fb0","call":"727b6e7f8e8a4b882569e0a864aea26a1195f7ec","decision:1":"6b86af57d54582f657406621bebe734813d2e752","decision:3":"18b13da8a16d6a29865a2526f57f4da5f0b99f05","assignment:1":"bc879d4fec3422ecf8cbf59852c5bf63302c9995","case_caller:20261203000000001":"7ae9108ec42b62e234805a07d5bf9538a6095d9c","case_caller:20261203000000002":"6d5267095607ac000ab9aeae2deeb6b6ffb97276"}', 'b7f6da85b3b379a4fcf09a1b4ddab43a2d7ada98f75836c11bff7c0481d86b54');
INSERT INTO public.journal VALUES (27, 'MIGRATION', 20261203000000002, 219, '{"hotline_case":"9ff61ae403eb1c1bd9b5f0031081153e62ebace8","call":"2699932211614a2e46a339bf567a5ff4db91fd83","decision:1":"e6c6b16ce39d843093453ada501eb35b4ed6d0b7","assignment:1":"708007f4d2f448fdd1e98161e0e742f6f84cef8a"}', '148566d913944aa9860f70c74ba63ef100acce89afc07c29aec19d6995018192');
INSERT INTO public.journal VALUES (28, 'MIGRATION', 20261102000000001, 219, '{"assignment:1":"ec330824452cbe72c46ca921b4277d30133367cb","case_caller:20261102000000001":"85e9d883d016982283bac57d1af6d4fd5b8d8167","call_request:638f49e9-8dc1-41fb-a8e8-4698d9106efa":"5f6eb2e90137098843dfd8ba4995c50ea99a8d24"}', '8c3192982440c62177def9e38a92d23bef917ac49d70b1e25f726c38793e843d');
INSERT INTO public.journal VALUES (29, 'MIGRATION', 20261103000000001, 219, '{"case_caller:20261103000000001":"14c0201183e358139b43efc79dabbf935f8aa900","call_request:800d1575-b395-4e38-ae14-f3c4d7ad9589":"41beabc3b6827832aef07392c7eb4c6874150169"}', 'bb738d7fb60f52736cf0f1656b3438de2d94b7bb3ee6a9a8d5c1693a2a6a1545');
INSERT INTO public.journal VALUES (30, 'MIGRATION', 20261106000000001, 219, '{"assignment:1":"c1f83d56fb47fb764b41bd74fe04ec720d3224f1","assignment:2":"7c90fc9799bae401a4df82f3d8864be359e63f7f","case_caller:20261106000000001":"1cc52d4fb429565a3b6b2659e8d11292ead307b7","call_request:a0028462-731b-4a57-a905-b7325b0bb4de":"a09c5ac668885503765bebfbc57ed0aa89a8d08e"}', '07898f6e660e767fcf9172631fbcb99c5dacb5098dd684a2a11b702b680497c5');
INSERT INTO public.journal VALUES (31, 'MIGRATION', 20261106000000002, 219, '{"case_caller:20261106000000002":"9443345652577885602cbd14c2b3b0e578a3a25a","call_request:0670542f-478f-408d-af82-82372ee0eb94":"27bf48af4d622fc27c1516a8d1be74047b065879"}', '6d74be4da2afc31a478a46e549478bd2bb189c11568cecd283c8c5cae50577da');
INSERT INTO public.journal VALUES (32, 'MIGRATION', 20261107000000001, 219, '{"case_caller:20261107000000001":"9f0ab6525e7bd7d6def98c103c58ac885742fddc","call_request:d3cbe987-6a65-4b68-8092-03deda891089":"92a691c91f3149e24fcc3611f4dd2bb8ec2de79f"}', '1a15f0f94ea3fe1d6b6617126aab173f7eb1a3e41a9db596d75ea79ac11a0c7d');
INSERT INTO public.journal VALUES (33, 'MIGRATION', 20261107000000002, 219, '{"assignment:1":"0b7e7ad40bc81bc1bb02fac8af02e53e4aa8bf70","case_caller:20261107000000002":"f01b7f8d6d8ecf8b25fec8cd712b1d30c6925778","call_request:038ba525-4eb2-45db-8546-f71524f68c86":"10e67c5d21182fd469e25a8449d1ef0418fb824f"}', '4cb457de90912ec553730da5893b819facfe6dfe108b3eb5edf7ca8459c50294');
INSERT INTO public.journal VALUES (34, 'MIGRATION', 20261108000000001, 219, '{"assignment:1":"36e6cf9d73c070a90a11afa8dcb378f130136437","case_caller:20261108000000001":"751c468b505e6ffed71ac1604e0a1373ff4db0c3","call_request:89437a66-a08f-4169-9138-8c591875dafb":"3fd28d22733db029b47df27772e1c066902a72bc"}', 'a05d6d0102068865abe1a1c6f57a8af96153437642f576699383893c67155b37');
INSERT INTO public.journal VALUES (35, 'MIGRATION', 20261108000000002, 219, '{"case_caller:20261108000000002":"2dc345eb1ddeb071f41d6d730ca6cec9dbcc191d","call_request:ba9327f2-96f6-4767-a1ca-053ecfd5ec03":"aa98523a9e6ffd3a663a54265e99b0c6dda809ef"}', '399ca836a4a92507682b43ba61d33566d7897fceae7cb6f082ee2224e7160a3b');
INSERT INTO public.journal VALUES (36, 'MIGRATION', 20261109000000001, 219, '{"case_caller:20261109000000001":"7bc86e3762e3389a88c2ff1b7a8dff9d99c699b1","call_request:d3b4ea5b-30c6-4a70-92dd-30c9bdbbc950":"7b42aa0ac5d189547eb4506305a90479ad46f2ef"}', 'df8ad298a9dc111a1f01b84f5ac482462d4c6ce00ef397edc2f59d7632638b0e');
INSERT INTO public.journal VALUES (37, 'MIGRATION', 20261109000000002, 219, '{"assignment:1":"d1850358cd1fd3254abf87944f057f9654126f30","case_caller:20261109000000002":"b3b2ac313d240dd4aabf591244989a7890ac7209","call_request:90dea0b2-8ba9-4dbc-8075-d289d3dd3d8a":"192fd6b95cb87d0375b2bb7996b7a3d8c9d95648"}', '6aea34cff2dcdb3203e8bb4f1ad1e87295b2f5b9cab2370c36fbe3bdf37658d7');
INSERT INTO public.journal VALUES (38, 'MIGRATION', 20261110000000001, 219, '{"assignment:1":"836d0910333c6671d730a7ec8e1ee1db7e9a8411","case_caller:20261110000000001":"6b0c68d327f837b596a18ad4997a68035f052ddc","call_request:42d3c223-99f1-4a8f-8f78-99af21c8b758":"8a6306c9c5786645a2e2e75f7125b1feab1bc2c2"}', 'd0693592be4f31e6f9ba9debf8619893ee6d76a24f31e248d9a365fc684fd870');
INSERT INTO public.journal VALUES (39, 'MIGRATION', 20261112000000001, 219, '{"assignment:1":"125c1960ec2d66d3c2fc1bdcdcb5c77f6a0c7b04","case_caller:20261112000000001":"b34156d10dff376c25c14e77e2409511de88f0e4","call_request:fac3e726-d0f6-4398-925a-2ee432ebbb03":"8a9146802302a02fc12263c0a7a1c80eb627d378"}', 'c014362ee735dea41b3943b29e007108faa372b985980cf489605ce0ec8c5a74');
INSERT INTO public.journal VALUES (40, 'MIGRATION', 20261112000000002, 219, '{"case_caller:20261112000000002":"0985bbd3a59a6f96770c68245c28fa12cb8cf8f1","call_request:16d61bc7-2067-4158-a4e8-be23c677a091":"5bcccee42d0a17bffd94af728b22c58204a35028"}', '9b62e381bf699dae945b260f2120b689d49359e59009fbe3b00ae0ef48e64924');
INSERT INTO public.journal VALUES (41, 'MIGRATION', 20261114000000001, 219, '{"assignment:1":"f58f70ff491897cd655223cb843bbb2f7ef33691","case_caller:20261114000000001":"18a2683def6662613bbe2afcf76e52fe248d4c64","call_request:8a7ea6d9-b39e-428b-8199-b9066b3cfb21":"6f06616f61252266d7ccdb4c4ba7d3547d3ca469"}', 'f787e99a04e4b018907b6c2a3ef980c2ff7860ae6f8434561d896f0a027ad686');
INSERT INTO public.journal VALUES (42, 'MIGRATION', 20261115000000001, 219, '{"assignment:1":"9c30bedc3a3e3ad3bae28affc944c51cd8deb9c6","case_caller:20261115000000001":"d06f5e1562bfeb0aa5f262dcd874363ce77302ec","call_request:1ddc9a52-bcc7-40ab-a90f-18858b685a14":"63293f79bbfe8a84107b0fb4d26cec30e4fc7e82"}', '1d4e1aa577f849193468bb92c810757aafc7e8f687e68d42254e3d18d7a57d48');
INSERT INTO public.journal VALUES (43, 'MIGRATION', 20261115000000002, 219, '{"case_caller:20261115000000002":"a81f9c020d6db38756b600d9d9d56c267e5c385b","call_request:402b15dc-d62d-400b-8ade-337549c2e605":"a8c071028f125c5f099aecf05fdd2bfe99e016bb"}', '2becda0810ecfb9f17876828e57eb14a03691ff1fe0befdba1d0306a5fc31f51');
INSERT INTO public.journal VALUES (44, 'MIGRATION', 20261115000000003, 219, '{"case_caller:20261115000000003":"83d2022c1dc832f42bdaddb58324a93140a6b183","call_request:473c4961-d106-4bdf-99aa-793177e1b7be":"2257a4abb3a9cda9731b5389a90afa8d58de7f35"}', '88ba7cca4a1736687e65949096d1d63c6de3e105130fdff08c166f15c89cf765');
INSERT INTO public.journal VALUES (45, 'MIGRATION', 20261117000000001, 219, '{"assignment:1":"da3f065014e66c4daebd5b9fb814ef1d9a09d6a6","case_caller:20261117000000001":"9c2fff531bab93b3ce03fd6cbb9f0f4a8d35b353","call_request:884a47b7-5ee2-4047-b89e-a14f76d65b96":"2c140706315e746c11d812544dab547da14bc83a"}', '389f85416935a1167af522281a050d4014c7fa30aa9bd992d4acf2228562bc3f');
INSERT INTO public.journal VALUES (46, 'MIGRATION', 20261117000000002, 219, '{"case_caller:20261117000000002":"1436138fad603984fe90a37cb9eb6cf12e42f2e2","call_request:13eaca48-6205-4b2d-b309-14c05ab7262a":"c0d6a3ca698c8a125449b1ab5ab71f43151f2567"}', '987031e1e9f82611732183f7e0ac5bdc55a6abd316918224cf9cd50d4dcbf1db');
INSERT INTO public.journal VALUES (47, 'MIGRATION', 20261118000000001, 219, '{"assignment:1":"1dd69e696ff3d7d698063bdaa5e7d1a5aecd0560","assignment:2":"fd96fdaf01b9f24d3e857951db2019717515e4ec","case_caller:20261118000000001":"54ab2a2a784e5aa60cc5a7527b7e7ac56569855d","call_request:e4b433aa-aa34-4398-9129-fa6c7cf85570":"f457e2f1e33492a0b9e1700836187764f62dfb10"}', 'ceb0aa9323c3a5084dfa68683bbe353c651fea4022ee3106dfcb8b5e3042f106');
INSERT INTO public.journal VALUES (48, 'MIGRATION', 20261118000000002, 219, '{"case_caller:20261118000000002":"bfb0db739c2d8119e0d628ef8ed436b907c45cec","call_request:a384a110-4c46-4d28-961f-ae437e6ebfee":"7a7a607adf241b9029ff952cbf4e82be608abbf1"}', '22ebe4a10a8f690122c5160fe5b3445fec96e89a282746c8e67ff717c07c0533');
INSERT INTO public.journal VALUES (49, 'MIGRATION', 20261119000000001, 219, '{"assignment:1":"b122100939eca6538efe93e40f5286deeb908652","case_caller:20261119000000001":"a1a1fb4a120e927aba0fa8c8344fba8584817c19","call_request:65bce007-3315-42a6-81ba-2d7bef8b1d68":"2a78d5de63e5b24fb0dd8b532d1c4661410bf314"}', '4f2ced902fd56d0df2f67b69c62949bb3284d0451429604141e847c40c7a4f25');
INSERT INTO public.journal VALUES (50, 'MIGRATION', 20261119000000002, 219, '{"assignment:1":"1b60c71caf716a12c309a5f97dc0c731e11401b3","assignment:2":"9c70c4fbf2dee51397f336c7b8d653cb38289768","case_caller:20261119000000002":"77cd47c568342611003bed7bc369a75db57bb898","call_request:18163855-8834-4622-809c-a7360637b9d1":"557ee66c48526fc5dc107642e33f1af4081d5d46"}', 'dd57f1c5f85d284b2f9a150fdaa60f7044eb2d6177136c1947c015683ec7954f');
INSERT INTO public.journal VALUES (51, 'MIGRATION', 20261121000000001, 219, '{"assignment:1":"032230ab8d712a67d05e7f722afd5cdac452d158","case_caller:20261121000000001":"ed720b3e459334329eec1297ebbbd4ec69422cf3","call_request:9dc7b3d2-cfed-443f-b341-af08de71d028":"1c09c21b6f106991f5197d1961e1d38f1dbdcf16"}', 'c56290a89ea5fd80e57fa6f2abd5cbfd5c3577a970ab6db403b42e6d803cc5e9');
INSERT INTO public.journal VALUES (52, 'MIGRATION', 20261203000000001, 219, '{"assignment:1":"0acbee796ebafa7a9fc9b2b34e777b68f43862d8","case_caller:20261203000000001":"d6224eb3250c071eb939a3add816e5a5839df769","case_caller:20261203000000002":"0e2387d2c7d60b760c3163e779291bab33d1f66d","call_request:8a1a7c45-a22a-4fc6-85f5-f2853d5aaa35":"90b9145f5beca802485c4ff88cbdebba5a580a08"}', '9ddd2a485aaf15057c73838d9f6e396f283c28684210cc6ede1e7e2fb8aac7aa');
INSERT INTO public.journal VALUES (53, 'MIGRATION', 20261203000000002, 219, '{"assignment:1":"292aad16b638e705c0dde9f74afc9a71a281ea09","call_request:e9b99204-89e1-4fff-8b53-712a2702ecbf":"08e5494b254287851e5158b99e32567f179e2294"}', 'ae0e209122f06bb81103e4621917c5da186d419e54f25caad96c77a4d9ee904d');
INSERT INTO public.journal VALUES (54, 'MIGRATION', 20261102000000001, 219, '{"hotline_case":"ff71fe2f7810c841eb63b9f6bdacc49d2b2ef944","assignment:1":"d85bb513e758ed84ba4d0dfd04679ab50f346ca8","case_caller:20261102000000001":"5bf54d0645760eb628f99856204787f978e47180"}', '36a1f3b32ed2746b10387ec00c32938a3aeed8ebc050cd53d3ce4ba735b12f03');
INSERT INTO public.journal VALUES (55, 'MIGRATION', 20261103000000001, 219, '{"hotline_case":"59bd034d0415e5dbc52e52f5affe9c0e22767c03","case_caller:20261103000000001":"0e792fb10a815564f67e3cf86e16e2a6da40a460"}', '1851c8d2cd881b383788a2579b82eb9b47970a540c614262673443bc75401933');
INSERT INTO public.journal VALUES (56, 'MIGRATION', 20261106000000001, 219, '{"hotline_case":"3e331beb95c7c60f0f6462e89e92d5d10fae2515","assignment:1":"d15154ebafe2b24df9e4201b3fd33fa59e7a5856","assignment:2":"c41e15eb54e94fe67de39131eb3100dd072274b5","case_caller:20261106000000001":"2c86c75b8a79918c5b3df964b8a877644d5b1a91"}', '432ba99f3eb9ce86cdb6bfa6bde683e009c36e45e2f1d48e8d4ee49b547bccec');
INSERT INTO public.journal VALUES (57, 'MIGRATION', 20261106000000002, 219, '{"hotline_case":"11b7c48033cb14044247c092718e4bb067dfdafd","case_caller:20261106000000002":"51231fb788d8a37dec5ffa7e9b71f57f6cf81f4c"}', 'eb9ec9a351c6a2b6e3ad9088646803937dc69de2094aa290823db3a914c33981');
INSERT INTO public.journal VALUES (58, 'MIGRATION', 20261107000000001, 219, '{"hotline_case":"f535a7616dfdb6cab5ff749212d771041444a2c0","case_caller:20261107000000001":"c215ae80e6d230352c42342f8b153a82e3c07cc8"}', '6e2a6dc39c01fe05c3713fafd17572fe86906203128f3f5298595d47ff0ab9ba');
INSERT INTO public.journal VALUES (59, 'MIGRATION', 20261107000000002, 219, '{"hotline_case":"0facb0b29359834f1d05575f85e288c965e6f1a3","assignment:1":"3e68d900f3697e8a278508bdb6d5d5942e41318f","case_caller:20261107000000002":"aaf77c7977cd0d8f2d3d665d2aa7f346746b9c76"}', 'c869a8af0267d5c2c5dc78dc3a8719de4548f6db69c143533f3e90e5f18068ef');
INSERT INTO public.journal VALUES (60, 'MIGRATION', 20261108000000001, 219, '{"hotline_case":"c67d7304f0a9cf6aeb72b8ed6a21af0599d9c846","assignment:1":"5803e0d2f1f2b52ce38d5623524fa191f2313da8","case_caller:20261108000000001":"8dffc4acd2c89bdac9f294bba3819558895e0270"}', '84827f04ef0d78652f37713f3d2fbf3ca275048ef2d66357f47dd49d9c89666f');
INSERT INTO public.journal VALUES (61, 'MIGRATION', 20261108000000002, 219, '{"hotline_case":"fe381ade91e66ec4ab8fddd7ac14f8ea932bb6c7","case_caller:20261108000000002":"2c2166ba4aa3d9c667d0e382616371764423110c"}', '48ec09915d75e3d81ea2af80ce62a19f0fdd643d6eb130adf8ef8609350ee5da');
INSERT INTO public.journal VALUES (62, 'MIGRATION', 20261109000000001, 219, '{"hotline_case":"bb4f0d30efd14f3589a91718d57d53544e4f5498","case_caller:20261109000000001":"4511e879868499b45ef9500463c9870952373374"}', 'e95e0ecc7bdc45098f90aa4c2e6b28cb1922ec55a18b1b3534a5a7413a073e26');
INSERT INTO public.journal VALUES (63, 'MIGRATION', 20261109000000002, 219, '{"hotline_case":"2573a1d23280afb6245592409c12f4da007b1827","assignment:1":"76ca6b54e5be7b5e512d7147f00843de55b8ba9e","case_caller:20261109000000002":"3064e2f778256117a1048b5c8d71ccccce8c33ad"}', '61d5566061ff200ae53fbbf06f8d643d5561b19d49ad6a3452fe28bc2b3f1a58');
INSERT INTO public.journal VALUES (64, 'MIGRATION', 20261110000000001, 219, '{"hotline_case":"a4c6c90e6adde88927d31e7ac860862d7398c4ba","assignment:1":"cba2e831de64c7fa0e4e04f9fa85c6406ba51d49","case_caller:20261110000000001":"d8b78943f7b99c8aa99edd10a69277364a1dce25"}', '079c721e6c673e863d60b63a1185ae0cafbb0507d688f20feac86d31062d4b85');
INSERT INTO public.journal VALUES (65, 'MIGRATION', 20261112000000001, 219, '{"hotline_case":"86c36843354624f629e20f1974040c7bf03361da","assignment:1":"c3a13fac6f41419d7327a31e37307fc6caf30955","case_caller:20261112000000001":"4f4540e2c2122d3cdd3bf7e212e987afcb2f9e28"}', 'f4143126d4146d3180eb6e6ffa1ca6ad8186de658e7e91a7ccbbd49a2dc337f2');
INSERT INTO public.journal VALUES (66, 'MIGRATION', 20261112000000002, 219, '{"hotline_case":"bdbd5beadd273362ab3fcdf1f90c1475ad4e8345","case_caller:20261112000000002":"955fe014d4c791196bc10cd5d392128297980c1c"}', '74f46362022c6674dd0cc7e87fb93a107940527bd240625c62864fba1ee2075a');
INSERT INTO public.journal VALUES (67, 'MIGRATION', 20261114000000001, 219, '{"hotline_case":"305439a7220477948d9f7d788668928a9da8c943","assignment:1":"82bc4bbe1b35dd331aae5e288438e2bea8df3bfe","case_caller:20261114000000001":"6672c170cecddbbdab31187bbe8af5798c6eb76a"}', 'a2ee02978429f41fc45a4d14f0839eedf959cd06a938f670525ce245d58df7ae');
INSERT INTO public.journal VALUES (68, 'MIGRATION', 20261115000000001, 219, '{"hotline_case":"c780d6741362585b5355da3201c2dd3a60b5d1c6","assignment:1":"6fa073724250b798968940f41348192a03e27ae8","case_caller:20261115000000001":"a8a7583c7ba01bc5c49cc6e2b36b141f1f1de1fa"}', '8fc73e0669160091d565e59ce9232ae5337a02e02bbf65246a96c499a5af1338');
INSERT INTO public.journal VALUES (69, 'MIGRATION', 20261115000000002, 219, '{"hotline_case":"81c782b02af8a6065864109c6d6dcbc443d29152","case_caller:20261115000000002":"a6b8c7314e291a62ccaa06e402be98cfa149608a"}', '4544b80ee48f505f4839cd27bcce3459116c182427290f20cf0b1132998e80f1');
INSERT INTO public.journal VALUES (70, 'MIGRATION', 20261115000000003, 219, '{"hotline_case":"e9fc0186d2880bf0b72d492208b6225b28257e85","case_caller:20261115000000003":"5f76ac663eca944fbba8262e9e514fdd0be44586"}', '56416a54e165d0bc50ac5e1380decb2690277682db8c6d33553df6752a0270ab');
INSERT INTO public.journal VALUES (71, 'MIGRATION', 20261117000000001, 219, '{"hotline_case":"344e46449ca25617a5682e69f8e60918af9ebe96","assignment:1":"c9006cdce8b5c7930134d43ac6dd3a58e9bb2fdb","case_caller:20261117000000001":"ba5b499d0141aaaa273e3ad230d1cb3ffc963e5e"}', '07bd8a318e293bebaeb549073baa80ed849a4b9d7f3932f438489347c67f8e50');
INSERT INTO public.journal VALUES (72, 'MIGRATION', 20261117000000002, 219, '{"hotline_case":"599997eb077e03ecea772dc5e4e7957d33d32b56","case_caller:20261117000000002":"945bb6b1cb51bbd25de507809cfbcaab0a0a679e"}', '37c21edafcb1ab4f643d131f2834fd32c1a569fd1287a8b9caafe9db121220e2');
INSERT INTO public.journal VALUES (73, 'MIGRATION', 20261118000000001, 219, '{"hotline_case":"ce3b61397904fbcbc8167451c0de5dc222aa6054","assignment:1":"7d729ec62d49cfb85231ef3d8e1f3ac08aace684","assignment:2":"caccc34d0b0b783cd50591f470c5d93318e06c08","case_caller:20261118000000001":"db8f3d3f9a2851213e69594cbe85026e2fe1619a"}', '42a373766474c34c1167c352d1f1005d337587e888482145040edd52b2c68411');
INSERT INTO public.journal VALUES (74, 'MIGRATION', 20261118000000002, 219, '{"hotline_case":"4fb873050f0f406bc2044c3e004b863f912f1489","case_caller:20261118000000002":"2f54799474b15275548715d3d549ad4b64a919ea"}', '606635ba40f0a904701427675f81623fdfa2ab8e6dc0f157c8e5507b5c969aa4');
INSERT INTO public.journal VALUES (75, 'MIGRATION', 20261119000000001, 219, '{"hotline_case":"5be546fbb332f4e7259ecc9e67113f954b5a657e","assignment:1":"2fd0791f6f56ca1f63720220c1fe5531f6eba842","case_caller:20261119000000001":"e68aa3a8cff55b6a4f1288150b45cedf8819d657"}', '5dacf14397d0296c66f0e687b12d692a85e35e8b6d2e8d98259b73b78a897fb6');
INSERT INTO public.journal VALUES (76, 'MIGRATION', 20261119000000002, 219, '{"hotline_case":"bbb861b8d3b3d7a170eec83451914e288b785c29","assignment:1":"bd01e7b5c87541a8258cba8de55e044fd0712cd3","assignment:2":"1dea544786d7b35c6fc79c8891dba1e934d0c904","case_caller:20261119000000002":"8229ff3735922cb24fcc1d78a7662a33284dc33c"}', 'a3eab1d4f11c2d33c0c3c2a1ac3a8756ee7ce082711b8e1d8ee0e0df33c6537b');
INSERT INTO public.journal VALUES (77, 'MIGRATION', 20261121000000001, 219, '{"hotline_case":"0807d4ae82fb0ccda4bc168b9e5a9f0bf0c4a916","assignment:1":"d9cc02d608331e83b102eefb0498714a3cb4701f","case_caller:20261121000000001":"8eacdbd4748c4d142b1a5683af23990838c7420d"}', 'bed5c771b5174565cff50aaec72d2b7078a6778dbacca2f3c8bc11db3d4684b7');
INSERT INTO public.journal VALUES (78, 'MIGRATION', 20261203000000001, 219, '{"hotline_case":"c6e81a2c50c3b6875b51824699c65a6fec31a2b9","assignment:1":"dfa77efe55e6ab79fb7890c2551fb5155c421335","case_caller:20261203000000001":"c40568ce7a4942dde5f4fe22dd95a9e8f0892606","case_caller:20261203000000002":"2ceaf375f8cd63fa64460f7f04401e852d753628"}', '9d13c1045f88a79eb73c4933344300d6790a99fb49a17daed00ccf0912cd325b');
INSERT INTO public.journal VALUES (79, 'MIGRATION', 20261203000000002, 219, '{"hotline_case":"0ec3fae0e1ca0619546d639b1026d2c360f877b9","assignment:1":"40aaef8992f3cfce604e8df22c8116c6f056dc41"}', '128fbe17a628ea3478fe8754ddd4b7e5fbdc137eec3e0cc3613f1335cde9e583');
INSERT INTO public.log_entry_202611 VALUES (20261102000000001, 1, 1, 1793615160000000, '0702', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', 'dec2e745117e48d40c670561c5f4fb546144aeb6b54a264ce3616e4b5292f280', '');
INSERT INTO public.log_entry_202611 VALUES (20261102000000001, 2, 2, 1793615160000000, '规则库', 'RULE_BOOK', 'ASSIGN', '需要部门办理,交一个部门限期回复', 'REGISTERED', 'ASSIGNED', '龙泉县市场监督管理局', '{"cohandlers":""}', '04ad0f8c27fbd38595a6d62235e224b25a123b6be5eef2083a05381793b8e794', '');
INSERT INTO public.log_entry_202611 VALUES (20261103000000001, 1, 3, 1793670180000000, '0705', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '076f6bc30a738864ff8107cd1b0177d5fbb48a136ed02300d7c7f62b144115ee', '');
INSERT INTO public.log_entry_202611 VALUES (20261103000000001, 2, 4, 1793670180000000, '规则库', 'RULE_BOOK', 'REFER', '事项明显归一个部门管,告知来电人并跟踪到有结果', 'REGISTERED', 'REFERRED', '公共交通集团', '{}', '9fc09a2ccbf0463aaf70dc4043f616c54cf8204253f595028bf1f42674d4b678', '');
INSERT INTO public.log_entry_202611 VALUES (20261102000000001, 3, 5, 1793698980000000, '督办系统', 'SYSTEM', 'NUDGE', '超过签收时限还没有签收', 'ASSIGNED', 'ASSIGNED', '龙泉县市场监督管理局', '{}', '050d13f8e215c26c40a6cfd165901a742aab0b19409a1accfd5a9ff0f6c07fdd', '');
INSERT INTO public.log_entry_202611 VALUES (20261102000000001, 4, 6, 1793747958373310, '王科长', 'DEPARTMENT', 'ACCEPT', '', 'ASSIGNED', 'IN_PROGRESS', '龙泉县市场监督管理局', '{}', 'ebad55697facbb74cdb6a9ea5ee3b77183707672b86e0786a6277614b23093ce', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 1, 7, 1793932380000000, '0704', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '589b8fedc8f19bbe9e32337b89cafb04aa041118c445bd7f09169d3eea81ca6c', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 2, 8, 1793932380000000, '规则库', 'RULE_BOOK', 'RAISE_EMERGENCY', '来电人说有人走失、被拐或被困', 'REGISTERED', 'VERIFYING', '', '{}', '5b1e87632814c27e230f9f1d07520f07b00d29eb1f3a86988ee782b5272ee2c6', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 3, 9, 1793932967364919, '督办系统', 'SYSTEM', 'ALARM', '重大突发还没有核实', 'VERIFYING', 'VERIFYING', '', '{}', '3c0142980390526bfa9a245f18976e3ce5aec4ca44af41ca62cdd1bd85bb0dcf', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 4, 10, 1793932967364919, '李值班', 'DESK', 'CONFIRM_EMERGENCY', '回拨电话核实', 'VERIFYING', 'RESPONDING', '公安局', '{"cohandlers":"消防救援支队"}', 'a5d30df49db5062bc8baa2d1516ede399193355d75056d62a959893ac5de8ed7', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 5, 11, 1793933949134511, '王科长', 'DEPARTMENT', 'ACCEPT', '', 'RESPONDING', 'RESPONDING', '公安局', '{}', '1417e14d50f429a68f3b89d948e2f6de5e277eb18ed2b0303a28ca606e8b83d4', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 6, 12, 1793935681055717, '督办系统', 'SYSTEM', 'NUDGE', '超过签收时限还没有签收', 'RESPONDING', 'RESPONDING', '消防救援支队', '{}', 'c9225e24bfd90acae15411598a961ba343be442e3500520b559cf553b2fa6949', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 7, 13, 1793935681055717, '王科长', 'DEPARTMENT', 'ACCEPT_AS_COHANDLER', '', 'RESPONDING', 'RESPONDING', '消防救援支队', '{}', '66047d75b5eea03cac203afcc1a94d11a02a24348c7587dca00d1ef863e22f1a', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 8, 14, 1793939281055717, '督办系统', 'SYSTEM', 'NUDGE', '到时间没有反馈进展', 'RESPONDING', 'RESPONDING', '公安局', '{}', '7c68d4b389d54e06fe408a93690c22f61792e65ed582571999b0fc131e039caf', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 9, 15, 1793939281055717, '督办系统', 'SYSTEM', 'NUDGE', '到时间没有反馈进展', 'RESPONDING', 'RESPONDING', '消防救援支队', '{}', '1d5e64d91158a8ba3b51bf33550fe75d3acade9ab226b394bf2ec014873c9052', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000002, 1, 16, 1793939820000000, '0702', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '7dd885f180f7a95ef9385ac19e99c0be452d0187250ad390cae69d4c63c932a7', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000002, 2, 17, 1793939820000000, '规则库', 'RULE_BOOK', 'ANSWER_DIRECTLY', '咨询的事项有现行政策,话务员当场答复', 'REGISTERED', 'ANSWERED', '', '{"answer":"缴费满一年、非本人意愿中断就业并办理失业登记的,可以在网上大厅或人社窗口申领失业保险金,凭身份证即可。","policy":"ZC-SY-01"}', '446473b6db45814ccdc086c552975aeb33d7b01c6ef20af67005ca3a9c9bb8d0', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 10, 18, 1793946924536414, '督办系统', 'SYSTEM', 'NUDGE', '到时间没有反馈进展', 'RESPONDING', 'RESPONDING', '公安局', '{}', '60543c7aaf029eb3cdb4abaa307f156513950a469841019f3896ffee74e1b4ed', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 11, 19, 1793946924536414, '督办系统', 'SYSTEM', 'NUDGE', '到时间没有反馈进展', 'RESPONDING', 'RESPONDING', '消防救援支队', '{}', 'a7c27161092956b86e7654dd5e92b17026f1c9ed3611f431e0fba60b34838786', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 12, 20, 1793946924536414, '王科长', 'DEPARTMENT', 'REPLY_AS_COHANDLER', '', 'RESPONDING', 'RESPONDING', '消防救援支队', '{"reply":"已到现场处理,问题已解决"}', '6577fd6b1ff38ea9e4b763aebd9c0c6bd4d3ebd0b92b761afdd137fbdd75887c', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 13, 21, 1793954124536414, '督办系统', 'SYSTEM', 'NUDGE', '到时间没有反馈进展', 'RESPONDING', 'RESPONDING', '公安局', '{}', 'f3036dd0248506666b1746c630eed400bd9e77dd2ecc4ae9e5ffbab60233b02a', '');
INSERT INTO public.log_entry_202611 VALUES (20261103000000001, 3, 22, 1793961324536414, '督办系统', 'SYSTEM', 'REMIND_DESK', '归口的事项要跟踪到有结果', 'REFERRED', 'REFERRED', '', '{}', '274486f8990a52a6ea42e40a06d585fd3385f360198b209ba48641d12306d834', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 14, 23, 1793961324536414, '督办系统', 'SYSTEM', 'NUDGE', '到时间没有反馈进展', 'RESPONDING', 'RESPONDING', '公安局', '{}', '87de761181c2c305fd2dde251ab742e9a37c5affb589ec94d6057bebe5a2e11c', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 15, 24, 1793962534779659, '王科长', 'DEPARTMENT', 'REPLY', '协办单位意见已电话沟通', 'RESPONDING', 'REPLIED', '公安局', '{"reply":"已到现场处理,问题已解决","gathered":"消防救援支队:已到现场处理,问题已解决"}', '6dc192eb7f6e3f7508052b6f689ce61b297c75d9590ae6dd2f9f23a6fc2f5ac6', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 16, 25, 1794007537935816, '李值班', 'DESK', 'ACCEPT_REPLY', '', 'REPLIED', 'RESOLVED', '', '{}', '19ddbac9f49551e76eee121edf7003804906c562f3e3c2d6af6abe8d3b500bb3', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000001, 1, 26, 1794030000000000, '0703', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', 'c63f30c41ef0b42d8a95bb97495aa94f2e18db79842452ce4dcbdf9e08500f16', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000001, 2, 27, 1794030000000000, '规则库', 'RULE_BOOK', 'REFER', '事项明显归一个部门管,告知来电人并跟踪到有结果', 'REGISTERED', 'REFERRED', '市场监督管理局', '{}', 'f5627e3d3051330208e1e9dcdc540496aa93dc2a10bc418e160396dd0fb77c8e', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 17, 28, 1794047441644073, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', '3605c98d89359d5c34cf4ea619966939276adaeaf3f2f4f2063365fc7841391b', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000002, 1, 29, 1794053700000000, '0701', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '7d540c6014b97e6a2141fe1e9960c53dc570992dffedca3d6d6a03b153f2e262', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000002, 2, 30, 1794053700000000, '规则库', 'RULE_BOOK', 'ASSIGN', '需要部门办理,交一个部门限期回复', 'REGISTERED', 'ASSIGNED', '交警支队', '{"cohandlers":""}', '7afeae6b1b01e544116e301b0402600550479da05849bbc7d0e1a9633da40524', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000002, 3, 31, 1794066962802825, '王科长', 'DEPARTMENT', 'ACCEPT', '', 'ASSIGNED', 'IN_PROGRESS', '交警支队', '{}', 'bdd9736cd830a24981255aca0b3ad550daf71c5e45a071dd4ad00be907f7bbb1', '');
INSERT INTO public.log_entry_202611 VALUES (20261108000000001, 1, 32, 1794114540000000, '0701', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', 'f35e982cb147c5ec6b8fdf8b1d830b0ddab50e699c206611012b6da039b3ddf1', '');
INSERT INTO public.log_entry_202611 VALUES (20261108000000001, 2, 33, 1794114540000000, '规则库', 'RULE_BOOK', 'ASSIGN', '需要部门办理,交一个部门限期回复', 'REGISTERED', 'ASSIGNED', '轨道交通集团', '{"cohandlers":""}', '017715bc1918336abd71dc8a9447ad4803a591681dcda9bb7bb71bcd368b9461', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 18, 34, 1794115892683282, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', '8cba8c725edc483c8279a08886749653a42154ae7ea8df923a3fa024d27b76bb', '');
INSERT INTO public.log_entry_202611 VALUES (20261108000000002, 1, 35, 1794119040000000, '0701', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', 'a2541ae1b14ed9c1f92a12a98b5972345ae70639a027e5dceb37e662bc1bd957', '');
INSERT INTO public.log_entry_202611 VALUES (20261108000000001, 4, 71, 1794533506899164, '督办系统', 'SYSTEM', 'NUDGE', '快到期了', 'IN_PROGRESS', 'IN_PROGRESS', '轨道交通集团', '{}', '50ba0eaedc1d5e9023f2baf885f8db7b10a20ef3a43b0b5d05446ff394535ebe', '');
INSERT INTO public.log_entry_202611 VALUES (20261108000000002, 2, 36, 1794119040000000, '规则库', 'RULE_BOOK', 'ANSWER_DIRECTLY', '咨询的事项有现行政策,话务员当场答复', 'REGISTERED', 'ANSWERED', '', '{"answer":"灵活就业人员凭身份证可以在户籍地或就业地社保窗口、网上大厅参保,缴费比例百分之二十,按月、按季或按年缴纳。","policy":"ZC-SB-01"}', '62b182c578fbfd5380be8c5061f29f41158ca421e14b9a80daa4678eb7801f5a', '');
INSERT INTO public.log_entry_202611 VALUES (20261108000000001, 3, 37, 1794126548737174, '王科长', 'DEPARTMENT', 'ACCEPT', '', 'ASSIGNED', 'IN_PROGRESS', '轨道交通集团', '{}', 'f2687eadec5528d16c5832e8b0f36f392a1fd07fe9c8668859675b34951b18f7', '');
INSERT INTO public.log_entry_202611 VALUES (20261102000000001, 5, 38, 1794187748737174, '督办系统', 'SYSTEM', 'NUDGE', '快到期了', 'IN_PROGRESS', 'IN_PROGRESS', '龙泉县市场监督管理局', '{}', '31bbd78a732ec922e155aa526947c28190170fec3dafb2eda17ea766d1029500', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000001, 1, 39, 1794196080000000, '0705', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '0f46edd2fba4604f81c8a497287c0b946752d80e49ce395549757bb6412ea96e', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000001, 2, 40, 1794196080000000, '规则库', 'RULE_BOOK', 'REFER', '事项明显归一个部门管,告知来电人并跟踪到有结果', 'REGISTERED', 'REFERRED', '公共交通集团', '{}', 'a77d8d83c2ecfa3d88d785ca79621900965aa74267003159d61cd8c86aea84df', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000002, 1, 41, 1794198420000000, '0701', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '66972ab9fb73e24d6e0b8db693257eae7df0a7d7d929f8071b1d45657e9d1bb8', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000002, 2, 42, 1794198420000000, '规则库', 'RULE_BOOK', 'ASSIGN', '需要部门办理,交一个部门限期回复', 'REGISTERED', 'ASSIGNED', '江岸区城市管理局', '{"cohandlers":""}', '4dded8fefadda0d62ef383c9f5a74ae43a47f80fda1fc0e14809d972d505a80b', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000002, 3, 43, 1794209415880028, '王科长', 'DEPARTMENT', 'ACCEPT', '', 'ASSIGNED', 'IN_PROGRESS', '江岸区城市管理局', '{}', '9f3257872543d96f65ef7a11d5afa5ee63872cfa7e7c7cc9486ba4e6ce4358ca', '');
INSERT INTO public.log_entry_202611 VALUES (20261102000000001, 6, 44, 1794274215880028, '督办系统', 'SYSTEM', 'REMIND', '明天到期', 'IN_PROGRESS', 'IN_PROGRESS', '龙泉县市场监督管理局', '{}', '39104091f85e2cca525b042c0867d0f639ccb93c5f08ef256c238df7c62ce48d', '');
INSERT INTO public.log_entry_202611 VALUES (20261103000000001, 4, 45, 1794280478083312, '李值班', 'DESK', 'RECORD_RESULT', '部门已为来电人办好', 'REFERRED', 'RESOLVED', '', '{}', '5dff305fd54c985fa7a80134e2f0a2a27b218af5784805ddf307d7c8a6c7fa41', '');
INSERT INTO public.log_entry_202611 VALUES (20261110000000001, 1, 46, 1794305820000000, '0702', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '6296fd614b53336e83491ccd529b96af7b8006ae5d2a372aa7630b8ef96c35cf', '');
INSERT INTO public.log_entry_202611 VALUES (20261110000000001, 2, 47, 1794305820000000, '规则库', 'RULE_BOOK', 'ASSIGN', '需要部门办理,交一个部门限期回复', 'REGISTERED', 'ASSIGNED', '西岭区住房和城乡建设局', '{"cohandlers":""}', 'b6edd7c3b0ff6fc06eaf7458c41e7c87a4010632bf1f089dcfa550b8d52b29da', '');
INSERT INTO public.log_entry_202611 VALUES (20261110000000001, 3, 48, 1794308888835222, '王科长', 'DEPARTMENT', 'ACCEPT', '', 'ASSIGNED', 'IN_PROGRESS', '西岭区住房和城乡建设局', '{}', '5283146ce2a8c77241dd17514270973e311c39a874ca8759f648fa721a470925', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000001, 3, 49, 1794311206318049, '李值班', 'DESK', 'RECORD_RESULT', '部门已为来电人办好', 'REFERRED', 'RESOLVED', '', '{}', 'aaa42e52f326866bebd631671f6615fcec525d781701f8c5578f071cdf3089b4', '');
INSERT INTO public.log_entry_202611 VALUES (20261103000000001, 5, 50, 1794318272931273, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', 'd8feff164a2ddd8bf9f98f2b1a145341108f709bcc7dc5d0fb9a6784d882cb64', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000002, 4, 51, 1794361472931273, '督办系统', 'SYSTEM', 'NUDGE', '快到期了', 'IN_PROGRESS', 'IN_PROGRESS', '交警支队', '{}', '2c43cca3c1fd0de9212567c6277f7fa9816b49f7f9b6ca861f7951263b1ca05f', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000001, 4, 52, 1794377569434299, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', 'b2bbbab95795c4692e8758bccff9d41044fe1fac4e87dcf7532e81574ebb6565', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000002, 3, 53, 1794391969434299, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', 'afdfa70d374d2f985d2b0704694a0505a251c3a607339d2048bd41f951dde3f9', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 19, 54, 1794391969434299, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', 'a2068c80c10c9d7e5eb648de601c4a61f2e8ff31c09b08cbb0393c23b47c968f', '');
INSERT INTO public.log_entry_202611 VALUES (20261108000000002, 3, 55, 1794391969434299, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', '3b2e7d4cba58b09efb8c07f93f93eea7659754eabf388a28ff65caf56f98db60', '');
INSERT INTO public.log_entry_202611 VALUES (20261102000000001, 7, 56, 1794391969434299, '督办系统', 'SYSTEM', 'SUPERVISE', '超过时限没有回复', 'IN_PROGRESS', 'IN_PROGRESS', '龙泉县市场监督管理局', '{"limit":"2026-11-16T10:00:00+00:00"}', '82344830dc47f311cf83d919d4b03b8f7e2aa3676d524540df18953f58ab7a7f', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000002, 4, 57, 1794445969434299, '督办系统', 'SYSTEM', 'NUDGE', '快到期了', 'IN_PROGRESS', 'IN_PROGRESS', '江岸区城市管理局', '{}', '2619820ae3b04f9acb4cbe87d67f3e121fd180694e43b680e52af7b7e771ddfa', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000002, 5, 58, 1794445969434299, '督办系统', 'SYSTEM', 'REMIND', '明天到期', 'IN_PROGRESS', 'IN_PROGRESS', '交警支队', '{}', '2dfcd268f521bc3aa8c5d00f1791d5016a2214fb98e6fa9b694e09f63fe5551b', '');
INSERT INTO public.log_entry_202611 VALUES (20261103000000001, 6, 59, 1794448696171992, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"否","satisfied":"是"}', '00565a467fb5f5aacf40c652a712a95a694975cd5c0e631c06b840f64fb881f0', '');
INSERT INTO public.log_entry_202611 VALUES (20261112000000001, 1, 60, 1794464100000000, '0702', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '48d3ac377d85aa577de86954eb90f85f7e743f45e39cd3726e210ef1844355af', '');
INSERT INTO public.log_entry_202611 VALUES (20261112000000001, 2, 61, 1794464495385084, '李值班', 'DESK', 'ASSIGN', '值班室研判', 'REGISTERED', 'ASSIGNED', '民政局', '{"cohandlers":""}', 'a431d7aacdaa480c58937499a40448fa225a82adbde3ea96e91e397c1e466dbf', '');
INSERT INTO public.log_entry_202611 VALUES (20261112000000001, 3, 62, 1794475363664133, '王科长', 'DEPARTMENT', 'ACCEPT', '', 'ASSIGNED', 'IN_PROGRESS', '民政局', '{}', 'd1c2de717440873db6a07e3b8349b985bd141605b8162f2848a80a4cceda58af', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000001, 5, 63, 1794476078324126, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', '4cc365bc07c5be0ba119ee05635e31702c4110adeb999045ba0b6eb53b639208', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000001, 3, 64, 1794479678324126, '督办系统', 'SYSTEM', 'REMIND_DESK', '归口的事项要跟踪到有结果', 'REFERRED', 'REFERRED', '', '{}', '601d8dec544979ff087f26a3e6b574ae0387236d816681570c293645f4a235ab', '');
INSERT INTO public.log_entry_202611 VALUES (20261112000000002, 1, 65, 1794491820000000, '0701', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', 'd07d7af8db3e97848bece0c580b12e6506c9d29c48b9016ef9a18474a07f2027', '');
INSERT INTO public.log_entry_202611 VALUES (20261112000000002, 2, 66, 1794491820000000, '规则库', 'RULE_BOOK', 'REFER', '事项明显归一个部门管,告知来电人并跟踪到有结果', 'REGISTERED', 'REFERRED', '公共交通集团', '{}', '1bc436be010573c7ded74805e985cf1fdfed8d507475a6340a9aec55753351ef', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000001, 4, 67, 1794496853999914, '李值班', 'DESK', 'RECORD_RESULT', '部门已为来电人办好', 'REFERRED', 'RESOLVED', '', '{}', '35fd3216ba8dfbfda1c02f331bae98c806d553ac94856c25662b82da118aa645', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000001, 5, 68, 1794504128054606, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', '15f09c406d9e9421f215886328d3c852b67deee0ceba117c41c0ee695e216f2e', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000002, 6, 69, 1794508306899164, '王科长', 'DEPARTMENT', 'REPLY', '协办单位意见已电话沟通', 'IN_PROGRESS', 'REPLIED', '交警支队', '{"reply":"已到现场处理,问题已解决","gathered":""}', '8a047ee3fcd71bb08fabab93ad8e2146e10345677afdfbb1821365f269d2d564', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000002, 5, 70, 1794533506899164, '督办系统', 'SYSTEM', 'REMIND', '明天到期', 'IN_PROGRESS', 'IN_PROGRESS', '江岸区城市管理局', '{}', 'a42f6f50d198abe38f7f462b4359e7987c0585de5e84451919a5f442967ef808', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000002, 7, 72, 1794536580141870, '李值班', 'DESK', 'ACCEPT_REPLY', '', 'REPLIED', 'RESOLVED', '', '{}', '2bcd170c51fd75334041960384371adaab4b0a4bde7c05611c056b72b8c1c57f', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000002, 8, 73, 1794556161289399, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', '1fae87f71b66f334ab37cf56664a34cedb416e57b76da87dbb887918fc014e20', '');
INSERT INTO public.log_entry_202611 VALUES (20261103000000001, 7, 74, 1794566961289399, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', 'e2a928a19c3314cb6cbf3fa806e72f4d61c17fc4e84b566191094780be611d56', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000001, 6, 75, 1794571914270996, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', '6faaccefae5c43a6ca788b054380e6862022e0301a9f8623241fdfc21832a751', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 1, 76, 1794651720000000, '0703', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '6228ee329c496464709b102be0aaa4e8de24aecf86e9facc2b4ddb6c495fa7fb', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 2, 77, 1794651720000000, '规则库', 'RULE_BOOK', 'REPORT_TO_LEADER', '涉及面广,而且群众反映突出或媒体关注', 'REGISTERED', 'AWAITING_INSTRUCTION', '', '{"question":"请批示如何办理"}', 'bb759cef07c1d8be93c90b417634a74b1721f8c365399e0115184b7f5cb99679', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000002, 9, 78, 1794696889346628, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', 'c28badf67644869fad93eb17705fb5264c2113d778541796c522b347204adba2', '');
INSERT INTO public.log_entry_202611 VALUES (20261110000000001, 4, 79, 1794698676801687, '王科长', 'DEPARTMENT', 'REPLY', '协办单位意见已电话沟通', 'IN_PROGRESS', 'REPLIED', '西岭区住房和城乡建设局', '{"reply":"已到现场处理,问题已解决","gathered":""}', 'c1fcbbc83175a548aa18572262745e5351837ae5fcce723622425f6b298bca4e', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000001, 1, 80, 1794712320000000, '0705', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '01e01932b3cd89642e49903638a48d652881e9efa4d0e0ef25f0d162e7595c14', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000001, 2, 81, 1794712320000000, '规则库', 'RULE_BOOK', 'ASSIGN', '需要部门办理,交一个部门限期回复', 'REGISTERED', 'ASSIGNED', '青山区生态环境分局', '{"cohandlers":""}', 'ef75cdd6f0058744ae7a9832eeb76ebe1e19a8b71e0344c8595bc1f58bb953de', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000001, 3, 82, 1794715133617314, '王科长', 'DEPARTMENT', 'ACCEPT', '', 'ASSIGNED', 'IN_PROGRESS', '青山区生态环境分局', '{}', '30d984e215d3b1f6ee8919835b41f1d2091de850e47e3766486aa541420bcda8', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000002, 6, 83, 1794718357571327, '王科长', 'DEPARTMENT', 'REPLY', '协办单位意见已电话沟通', 'IN_PROGRESS', 'REPLIED', '江岸区城市管理局', '{"reply":"已到现场处理,问题已解决","gathered":""}', '6648b3e436ba6189c1d42bd5f96bc2c0824cf7eff575445cedb9fad6ae771a1e', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000002, 1, 84, 1794732780000000, '0701', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '8945e906f190740c042cc514828639a3dc7000037ae6e2f834d57a9b29c432c6', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000002, 2, 85, 1794732780000000, '规则库', 'RULE_BOOK', 'ANSWER_DIRECTLY', '咨询的事项有现行政策,话务员当场答复', 'REGISTERED', 'ANSWERED', '', '{"answer":"缴费满一年、非本人意愿中断就业并办理失业登记的,可以在网上大厅或人社窗口申领失业保险金,凭身份证即可。","policy":"ZC-SY-01"}', '89cd7f9593280dbf962d871da63538c9cf33b23c40c2abfc7c44b4fd1ce1a0fe', '');
INSERT INTO public.log_entry_202611 VALUES (20261110000000001, 5, 86, 1794734905229916, '李值班', 'DESK', 'ACCEPT_REPLY', '', 'REPLIED', 'RESOLVED', '', '{}', 'd37ca98ddfe8514661284847462c208def8bc010ba0d52c3b6385c4a58c3d929', '');
INSERT INTO public.log_entry_202611 VALUES (20261110000000001, 6, 87, 1794749172178332, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', 'ad834b9248dcb0d7208433518af260b96c4350857dc6c890bb07b902c2ce6731', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000003, 1, 88, 1794750900000000, '0703', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', 'ab47e940287801ec4cb479ece52884f5e1008c5c14aff160f1a338435ed64391', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000003, 2, 89, 1794750900000000, '规则库', 'RULE_BOOK', 'REFER', '事项明显归一个部门管,告知来电人并跟踪到有结果', 'REGISTERED', 'REFERRED', '卫生健康委员会', '{}', '3725ad2bc5747cbadf9cc15689695119327c461f5b5ddda2a9e7a64df9a86223', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000002, 7, 90, 1794758472124962, '李值班', 'DESK', 'ACCEPT_REPLY', '', 'REPLIED', 'RESOLVED', '', '{}', '2d1e46fe3a1768816372ca213c1c92d718688ab86de9fb3d6caf9f16fc9ad584', '');
INSERT INTO public.log_entry_202611 VALUES (20261102000000001, 8, 91, 1794759955307434, '王科长', 'DEPARTMENT', 'REPLY', '协办单位意见已电话沟通', 'IN_PROGRESS', 'REPLIED', '龙泉县市场监督管理局', '{"reply":"已到现场处理,问题已解决","gathered":""}', '872fbb4352ff2fc21b74af1846842d94786205e874fe7b165b8e24c8913a2b55', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 3, 92, 1794768794951397, '赵市长', 'LEADER', 'INSTRUCT', '请抓紧依法办理', 'AWAITING_INSTRUCTION', 'REGISTERED', '', '{}', '8a84c516c1c79513fe55b8a2205345d642ef74617d6ad71f92f1910289888d76', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 4, 93, 1794768794951397, '赵市长', 'LEADER', 'ASSIGN', '请抓紧依法办理', 'REGISTERED', 'ASSIGNED', '东湖区住房和城乡建设局', '{"cohandlers":""}', '6abbe7d66f2ee86525bab6c975c035c645c0d71f088befe3623b45a6b4debe3e', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 5, 94, 1794775994951397, '督办系统', 'SYSTEM', 'NUDGE', '超过签收时限还没有签收', 'ASSIGNED', 'ASSIGNED', '东湖区住房和城乡建设局', '{}', '3031276d2dcca9300ac1032770408402c9ec9eec90c6054461e761222017ab55', '');
INSERT INTO public.log_entry_202611 VALUES (20261108000000001, 5, 95, 1794777668520478, '王科长', 'DEPARTMENT', 'REPLY', '协办单位意见已电话沟通', 'IN_PROGRESS', 'REPLIED', '轨道交通集团', '{"reply":"已到现场处理,问题已解决","gathered":""}', 'c3fee457c0266b909ea953d707fbcdb7b8ea40a8f5bac62bcf89ad908d492e5d', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 6, 96, 1794777998926406, '王科长', 'DEPARTMENT', 'ACCEPT', '', 'ASSIGNED', 'IN_PROGRESS', '东湖区住房和城乡建设局', '{}', 'e3c97d9eef0100e719407d53344a8c39602c77665f427896588c9496ef3490f8', '');
INSERT INTO public.log_entry_202611 VALUES (20261102000000001, 9, 97, 1794806241736126, '李值班', 'DESK', 'ACCEPT_REPLY', '', 'REPLIED', 'RESOLVED', '', '{}', 'b568a724a50e580817ea58e35d449182f4e0ca57d2965e60dfc8572e9df17382', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 7, 98, 1794809841736126, '督办系统', 'SYSTEM', 'NUDGE', '到时间没有反馈进展', 'IN_PROGRESS', 'IN_PROGRESS', '东湖区住房和城乡建设局', '{}', 'c161143d7547f8b7b344642f852480dcb2df65de85f57a9e63798b0b5fe993c6', '');
INSERT INTO public.log_entry_202611 VALUES (20261108000000001, 6, 99, 1794813703809381, '李值班', 'DESK', 'ACCEPT_REPLY', '', 'REPLIED', 'RESOLVED', '', '{}', '295455131fbbfe1408dd486cb21d30e369902c6c20a1cf1c144ebdab83a51e62', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000001, 6, 100, 1794824503809381, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', '5095cfb851c92fb87224047e8f54c37569dfbb7183fd53c2e11fae93ab0d2f04', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000002, 8, 101, 1794828128862741, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', '64ed92db13a0b5eb971e1ac3564f369ca85fa66417fbff2ec59ef8ee4ce07e8e', '');
INSERT INTO public.log_entry_202611 VALUES (20261108000000001, 7, 102, 1794833176367471, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', 'dd62304711e820e3f075ef89a8ccde25edabcb8ccb00d8448882182387fbee5d', '');
INSERT INTO public.log_entry_202611 VALUES (20261110000000001, 7, 103, 1794847554222194, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', '0e2bd398446b36a0f62dd32287136b89067de34109745b0db445fa47574dc3b8', '');
INSERT INTO public.log_entry_202611 VALUES (20261102000000001, 10, 104, 1794850743921844, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', '4ae9bcccbe69dbb464d70588d5a304085f09d1859e213ae59a388bfe90af7752', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000001, 1, 105, 1794880680000000, '0705', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '2b8c9c9b5baa4c59db7d337f6abf82af530ed027478ebf06436084c97709f1dd', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000001, 2, 106, 1794880680000000, '规则库', 'RULE_BOOK', 'ASSIGN', '需要部门办理,交一个部门限期回复', 'REGISTERED', 'ASSIGNED', '青山区生态环境分局', '{"cohandlers":""}', 'f403b2a19ef5d6e19495a8d7ab765c4ac41344044e1ce600b9723d57e85da069', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000001, 3, 107, 1794893796981329, '王科长', 'DEPARTMENT', 'ACCEPT', '', 'ASSIGNED', 'IN_PROGRESS', '青山区生态环境分局', '{}', 'bec928deb405cb67a19aedc790c71ab54c7ba0e48097d725c5ab89f176006b23', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 8, 108, 1794897396981329, '督办系统', 'SYSTEM', 'NUDGE', '到时间没有反馈进展', 'IN_PROGRESS', 'IN_PROGRESS', '东湖区住房和城乡建设局', '{}', '89a96bc66def3bf4dd0e8513076f53f5846803634a97335066803733ce808ad5', '');
INSERT INTO public.log_entry_202611 VALUES (20261112000000002, 3, 109, 1794911796981329, '督办系统', 'SYSTEM', 'REMIND_DESK', '归口的事项要跟踪到有结果', 'REFERRED', 'REFERRED', '', '{}', 'dede35a6b9e975d91f82f89f3b78851de39e86fbf118ab31f40cd3f7b3ad6be6', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000002, 1, 110, 1794912600000000, '0704', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', 'c304e9737d026e4fcfaa9a2f7ecf042c5f59f232dedb77ea92cd62889d2ec539', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000002, 2, 111, 1794912600000000, '规则库', 'RULE_BOOK', 'REFER', '事项明显归一个部门管,告知来电人并跟踪到有结果', 'REGISTERED', 'REFERRED', '交警支队', '{}', 'd6febd650c9d48c66219e521b2509100851c9d5376be8100042a313da9acc9a4', '');
INSERT INTO public.log_entry_202611 VALUES (20261112000000001, 4, 112, 1794931844589852, '王科长', 'DEPARTMENT', 'REPLY', '协办单位意见已电话沟通', 'IN_PROGRESS', 'REPLIED', '民政局', '{"reply":"已到现场处理,问题已解决","gathered":""}', '0329ddf9d9cb29b381caf6348f2f57d62faddca0e7d6a64c1ee6969c28dd8157', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000002, 9, 113, 1794937520129151, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', 'dead5707b5ea3846cf7ed524dce2de0cc4981493b92863e9e5e861a54064e3aa', '');
INSERT INTO public.log_entry_202611 VALUES (20261108000000001, 8, 114, 1794952742842805, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', '9679b64d4a09e6ad7c7f20a93dca596af19dbe7c594666abce27bfe215f84e44', '');
INSERT INTO public.log_entry_202611 VALUES (20261112000000001, 5, 115, 1794964400573907, '李值班', 'DESK', 'ACCEPT_REPLY', '', 'REPLIED', 'RESOLVED', '', '{}', '82b27a50a4ea8e6fa230a9cc4483ac44ac396e315b00ec1a2f55cc34238e3fa5', '');
INSERT INTO public.log_entry_202611 VALUES (20261118000000001, 1, 116, 1794969060000000, '0705', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '85b72e4f1ed5866284c0d7bd739477540f7ab8b13d4f73534e4f04074ec9357b', '');
INSERT INTO public.log_entry_202611 VALUES (20261118000000001, 2, 117, 1794969060000000, '规则库', 'RULE_BOOK', 'ASSIGN', '需要部门办理,交一个部门限期回复', 'REGISTERED', 'ASSIGNED', '邮政管理局', '{"cohandlers":""}', 'fe255f36af3fb27de8e64215006ce5cd70e52b6ed6d1a553809d7cc963955701', '');
INSERT INTO public.log_entry_202611 VALUES (20261102000000001, 11, 118, 1794978863912337, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"否"}', '6613a081ade62b4d516aebb737e2618501c49b0447f9a884131204ab319d7c72', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 9, 119, 1794986063912337, '督办系统', 'SYSTEM', 'NUDGE', '到时间没有反馈进展', 'IN_PROGRESS', 'IN_PROGRESS', '东湖区住房和城乡建设局', '{}', 'dd5a393c2d136f2a8ce5aa01a4e3b0af08eb3611d8e6cdfcdf1b15daa9fbe7da', '');
INSERT INTO public.log_entry_202611 VALUES (20261118000000001, 3, 120, 1794987269316753, '王科长', 'DEPARTMENT', 'SEND_BACK', '不属本单位职责', 'ASSIGNED', 'REGISTERED', '邮政管理局', '{}', '7faa7443663795e461af1594c47c589cf5c1ed0d20ca6297af66294104d812b5', '');
INSERT INTO public.log_entry_202611 VALUES (20261118000000001, 4, 121, 1794989461664968, '督办系统', 'SYSTEM', 'REMIND_DESK', '等值班室研判', 'REGISTERED', 'REGISTERED', '', '{}', '65d51762bab20b6cdbd3eed160dc0f141466031e355b7a2f70dc0cdc3ac2dd88', '');
INSERT INTO public.log_entry_202611 VALUES (20261112000000001, 6, 122, 1794989461664968, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', '8bded868714b573930f565ee9fbf4f8b076f64938e9ccafdc505cd58539bcd4b', '');
INSERT INTO public.log_entry_202611 VALUES (20261118000000001, 5, 123, 1794989770021385, '李值班', 'DESK', 'ASSIGN', '值班室研判', 'REGISTERED', 'ASSIGNED', '民政局', '{"cohandlers":""}', '09391aaaa067c7cc1309f364ac28dbe91bf3a60e6da2676d6779cbba6054419c', '');
INSERT INTO public.log_entry_202611 VALUES (20261110000000001, 8, 124, 1794996970021385, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', 'd08216265772aff08f6a6b12eaafae4b4705dd741cce7d6655b9dbb7c22d2ad0', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000001, 7, 125, 1794996970021385, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', '90458d5219f4ad95f2c4a7c827203e4bcb2028eb18b6599d62f3b8cebb5d14df', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000002, 10, 126, 1794996970021385, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', '8b51bef713a47b323e841118c32e634d41585597a9f1a2e3ca868cb68c4febeb', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000002, 3, 127, 1794996970021385, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', 'a1b8a75b76b94891eb4cb2e8d04f858b86cd6a0dadf92ada9b3e9e7bdeb0f987', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000003, 3, 128, 1794996970021385, '督办系统', 'SYSTEM', 'REMIND_DESK', '归口的事项要跟踪到有结果', 'REFERRED', 'REFERRED', '', '{}', 'ecd1d485a04e6bf9eb9f6d72bdf5dc1227a00452a7aba981d789c50d21a07347', '');
INSERT INTO public.log_entry_202611 VALUES (20261118000000001, 6, 129, 1794998874178520, '王科长', 'DEPARTMENT', 'ACCEPT', '', 'ASSIGNED', 'IN_PROGRESS', '民政局', '{}', 'dd3069cefbca2d2bd3efc13e236823fccc259f6c7be69922f893818ca726b773', '');
INSERT INTO public.log_entry_202611 VALUES (20261118000000002, 1, 130, 1795009860000000, '0702', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', 'e10a2219c8d14255e700a805a8b22f6cfb022b0d0df543c62c0346f2d87e5f5e', '');
INSERT INTO public.log_entry_202611 VALUES (20261118000000002, 2, 131, 1795009860000000, '规则库', 'RULE_BOOK', 'ANSWER_DIRECTLY', '咨询的事项有现行政策,话务员当场答复', 'REGISTERED', 'ANSWERED', '', '{"answer":"连续足额缴存满三个月、本人及配偶在本市没有自有住房的,可以每年提取一次公积金付房租,凭身份证在网上或任一公积金网点办理,三个工作日到账。","policy":"ZC-GJJ-01"}', '51a02b1e7315f32c3f886aaaa695204a08e9921f75b81612f18b19a51229d842', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000001, 4, 132, 1795054053114148, '王科长', 'DEPARTMENT', 'REPLY', '协办单位意见已电话沟通', 'IN_PROGRESS', 'REPLIED', '青山区生态环境分局', '{"reply":"已阅","gathered":""}', '42e1751f2a85137650bd8225ae48509a52ed060e385b0f8a65fb5afbca24dbf0', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000001, 1, 133, 1795054320000000, '0704', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', 'b92249fc0dd4c991b392421a5f2de7eadb2bf6383720484bc253c7a001cdda15', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000001, 2, 134, 1795054320000000, '规则库', 'RULE_BOOK', 'ASSIGN', '需要部门办理,交一个部门限期回复', 'REGISTERED', 'ASSIGNED', '邮政管理局', '{"cohandlers":""}', '85f563e1b3a7ae235978e075dfbbb1051cb9ecf4c877e048d0efc95d4f810a73', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000001, 3, 135, 1795068672848776, '王科长', 'DEPARTMENT', 'ACCEPT', '', 'ASSIGNED', 'IN_PROGRESS', '邮政管理局', '{}', '34a1c08bfadfdaed8a8d58f9885c436255300ab1a1c28d80347e33ad3593a63e', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 10, 136, 1795075872848776, '督办系统', 'SYSTEM', 'NUDGE', '到时间没有反馈进展', 'IN_PROGRESS', 'IN_PROGRESS', '东湖区住房和城乡建设局', '{}', '170d2fbf95e486015ee300d7c708c8c6a368d6f6bdbb199b19fe07618a9fd5fd', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000002, 10, 137, 1795083072848776, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', '97143f90472527523eef74c14f91d1198591a285f616aabc1f8af40016bd834c', '');
INSERT INTO public.log_entry_202611 VALUES (20261108000000001, 9, 138, 1795083072848776, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', '9672af17a3d71aaf1ca3efdb2c8a578003cdcc8b3ed9ad2b5be582e9aeee7ab1', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000002, 1, 139, 1795083360000000, '0702', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '5fa1ca15fac3c651cd573d067263b9b83891ef165aff0df9308a8d47c058e2d9', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000002, 2, 140, 1795083360000000, '规则库', 'RULE_BOOK', 'ASSIGN', '涉及两个以上部门,明确一个牵头、其余协办', 'REGISTERED', 'ASSIGNED', '南浦区生态环境分局', '{"cohandlers":"公安局"}', '01e2311fadbcbc1bb3cde487bc493e23558df17d86e63877d83160cc428a69a9', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000002, 3, 141, 1795095155896060, '王科长', 'DEPARTMENT', 'ACCEPT', '', 'ASSIGNED', 'IN_PROGRESS', '南浦区生态环境分局', '{}', 'e301ecdb8949331113cf10497de102840cd1902515c4a218a9c5e1227189a80e', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000002, 4, 142, 1795100238609848, '王科长', 'DEPARTMENT', 'SEND_BACK_AS_COHANDLER', '不属本单位职责', 'IN_PROGRESS', 'IN_PROGRESS', '公安局', '{}', 'a422231f489b947414c8872115ad492feb8bd5a88a6d804fd139e0d7e95e91e6', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000001, 5, 143, 1795104037014683, '李值班', 'DESK', 'RETURN_FOR_REWORK', '请写明处理结果,附现场照片', 'REPLIED', 'REWORKING', '青山区生态环境分局', '{"limit":"2026-11-25T10:00:00+00:00"}', 'b49480b967ff9351b9322f2940771e8693202090e7db951fdfd0fac9813b3c48', '');
INSERT INTO public.log_entry_202611 VALUES (20261112000000001, 7, 144, 1795128397964190, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', 'aab72858dc63be44ce61db653637641cba635c562ed63bafcd130fd56c5b5f3a', '');
INSERT INTO public.log_entry_202611 VALUES (20261112000000002, 4, 145, 1795148352848205, '李值班', 'DESK', 'RECORD_RESULT', '部门已为来电人办好', 'REFERRED', 'RESOLVED', '', '{}', '198454d12f67dea1ce570d8c4ad36d8d1d3f6af94d9802c2db366d86712adedd', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 11, 146, 1795162752848205, '督办系统', 'SYSTEM', 'NUDGE', '到时间没有反馈进展', 'IN_PROGRESS', 'IN_PROGRESS', '东湖区住房和城乡建设局', '{}', 'c4a53b2d5188a0e6995d0be0404a7e7446b61922b474242e6c16a57a23796398', '');
INSERT INTO public.log_entry_202611 VALUES (20261102000000001, 12, 147, 1795169952848205, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', '30028cec31a877aa1bae07a2c6d9a553ae669c34c36d43adef4072b5e9e55ee0', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000002, 3, 148, 1795169952848205, '督办系统', 'SYSTEM', 'REMIND_DESK', '归口的事项要跟踪到有结果', 'REFERRED', 'REFERRED', '', '{}', '9ca690e2721bbfaa8d4b13074ec4563135f1f6014d56dbcc243b1df175a971d9', '');
INSERT INTO public.log_entry_202611 VALUES (20261112000000002, 5, 149, 1795210313875109, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', 'c0e2caed6b265844067b970407b7849a7faf8d14191e1350c8a7dee20f52fdfd', '');
INSERT INTO public.log_entry_202611 VALUES (20261121000000001, 1, 150, 1795223880000000, '0701', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '9fe7a7e7c30876eef8f75cd6945a08d73df254ed59b1fd34eb54594c2f810b74', '');
INSERT INTO public.log_entry_202611 VALUES (20261121000000001, 2, 151, 1795223880000000, '规则库', 'RULE_BOOK', 'ASSIGN', '需要部门办理,交一个部门限期回复', 'REGISTERED', 'ASSIGNED', '人力资源和社会保障局', '{"cohandlers":""}', '6f22d887cf6df2d79a8505f3a9dce5260f19c6d0d7c8a503fc6057efcbc7c43d', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000001, 6, 152, 1795227596971037, '王科长', 'DEPARTMENT', 'REPLY', '协办单位意见已电话沟通', 'REWORKING', 'REPLIED', '青山区生态环境分局', '{"reply":"已到现场处理,问题已解决","gathered":""}', '2c2aa3bdd7fc3870f9e1b8c7c1f2d8625787cdb423bbad1724f4bf1f98674c67', '');
INSERT INTO public.log_entry_202611 VALUES (20261121000000001, 3, 153, 1795228457802765, '王科长', 'DEPARTMENT', 'ACCEPT', '', 'ASSIGNED', 'IN_PROGRESS', '人力资源和社会保障局', '{}', '326b92893d54b27328b43bd403d849277bd47380c9912067140948e4874d2579', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 12, 154, 1795250057802765, '督办系统', 'SYSTEM', 'NUDGE', '到时间没有反馈进展', 'IN_PROGRESS', 'IN_PROGRESS', '东湖区住房和城乡建设局', '{}', 'af3f950104fefbc3a650098835caceac66b24ff7de23d381371682943170231d', '');
INSERT INTO public.log_entry_202611 VALUES (20261112000000002, 6, 155, 1795265321011864, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', 'e9f410d8432ecbbce4c009e0b9fc81c5f45e454cd6d1b5a48d1a5e9a53e98261', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 13, 156, 1795285996970041, '王科长', 'DEPARTMENT', 'REPLY', '协办单位意见已电话沟通', 'IN_PROGRESS', 'REPLIED', '东湖区住房和城乡建设局', '{"reply":"已到现场处理,问题已解决","gathered":""}', '32828c51c9992aee206a59ba51dcc61808c577ffaf675bb5732802b94d3cc5a6', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000001, 7, 157, 1795286285947604, '李值班', 'DESK', 'ACCEPT_REPLY', '', 'REPLIED', 'RESOLVED', '', '{}', '1992cbb39cf8e23bc69887b45a46fbaf1437db644afe162e6e0d053992f35430', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000001, 8, 158, 1795302969977686, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', '4591e98339b50f4362168ddaefde9aae01a73f9617ae482c81afeff4eb08121e', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 14, 159, 1795346068138696, '李值班', 'DESK', 'ACCEPT_REPLY', '', 'REPLIED', 'RESOLVED', '', '{}', '93f271c0421987fa268c3196984adf1e0f960a4135be0a7879b9a1601e88bce8', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000002, 4, 160, 1795372662668124, '李值班', 'DESK', 'RECORD_RESULT', '部门已为来电人办好', 'REFERRED', 'RESOLVED', '', '{}', '947d40af004937dd200ebf95b176f7a4e5c1e9eb09c231acef5e7e42bda18269', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000002, 5, 161, 1795381592620418, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', '4cf7c819deca218f0d7667c139a99e048b439a2489ee11e4f36c172718050cf7', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 15, 162, 1795387884167039, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', '8318bfd5253fb8a5a03e20720c44831f4d2ff05cded143d1b08cb234f1555628', '');
INSERT INTO public.log_entry_202611 VALUES (20261118000000001, 7, 163, 1795398163353855, '王科长', 'DEPARTMENT', 'REPLY', '协办单位意见已电话沟通', 'IN_PROGRESS', 'REPLIED', '民政局', '{"reply":"已到现场处理,问题已解决","gathered":""}', '29353779f7ff3faf52aae2d4970c43865608a88a93668ce9f1e39ffa2edd0825', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000003, 4, 164, 1795400259495907, '李值班', 'DESK', 'RECORD_RESULT', '部门已为来电人办好', 'REFERRED', 'RESOLVED', '', '{}', 'b26e492e3b79ebc6e197db1fe14cfd24fdcface8ca66483b3a9483082d086f0d', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000001, 9, 165, 1795404015674194, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', 'c3a04f63031348266002221d5819c6d3c32088e45bf7b2c1f4ddd5b2196ebc48', '');
INSERT INTO public.log_entry_202611 VALUES (20261118000000001, 8, 166, 1795407721557892, '李值班', 'DESK', 'ACCEPT_REPLY', '', 'REPLIED', 'RESOLVED', '', '{}', '0f523240ec1ca01724e7b0bf5684245b464f0ada59243ddc63fe91ac836c4de7', '');
INSERT INTO public.log_entry_202611 VALUES (20261118000000001, 9, 167, 1795422949964547, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', '011914a9c7dbab8f917949535e4e745ad4e65ec6e607d011e26ba526b5769429', '');
INSERT INTO public.log_entry_202611 VALUES (20261118000000002, 3, 168, 1795430149964547, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', 'c0d8beab027fb1972d55d8d0ca9cdf42d1d03d99898e55d4aef30a79958168c0', '');
INSERT INTO public.log_entry_202611 VALUES (20261112000000001, 8, 169, 1795430149964547, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', '4e5c6e2377659e4579aece12b5a6847dd353bc481980267533965ca11d79b0a4', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000002, 5, 170, 1795469406904116, '王科长', 'DEPARTMENT', 'REPLY', '协办单位意见已电话沟通', 'IN_PROGRESS', 'REPLIED', '南浦区生态环境分局', '{"reply":"已到现场处理,问题已解决","gathered":""}', 'f8fe69ae3e7e4f9af7766c3f98dbef1d9d977440552f35b84f16f71ca43a9c77', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000003, 5, 171, 1795469734322867, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', 'cb6fc21b9d076b8354c24dd496be2fd014cc5e87d8344f801e259ba0af99a038', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000002, 6, 172, 1795478083215019, '李值班', 'DESK', 'ACCEPT_REPLY', '', 'REPLIED', 'RESOLVED', '', '{}', '50e2b5b24d380fe01612f4072e296d37662f76347241c145f5135070c4357d66', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000001, 4, 173, 1795482848677580, '督办系统', 'SYSTEM', 'NUDGE', '快到期了', 'IN_PROGRESS', 'IN_PROGRESS', '青山区生态环境分局', '{}', '36ff58ecee9ed2c9385660cd3738b69d16433edb8dcd20b8a7779e4bf662617e', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000001, 4, 174, 1795482848677580, '督办系统', 'SYSTEM', 'NUDGE', '快到期了', 'IN_PROGRESS', 'IN_PROGRESS', '邮政管理局', '{}', '6f19ba98b972b79b025c26a2834d536e345e6425499a67c25ad1ba244a4d8ae6', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000002, 6, 175, 1795482848677580, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', 'b6fa5341ebe39edaca6324841b98ae8def6b6e8c3eab656d983680652ff4147a', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000002, 7, 176, 1795527204001664, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', 'bf582e1dc79aadc64a015cb428295cd19b4012865e0c05cfdc4998d16b69b82e', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 16, 177, 1795529920245424, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', 'faba7bd9ef5ff6211146e92820e1f6bc9171b072066bdb21abb7df86d0857ef1', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000003, 6, 178, 1795539134247758, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', '7ec5c1e5b628ab34300f60d317839ba276e04a997f8576f9735ff10f21ea1f78', '');
INSERT INTO public.log_entry_202611 VALUES (20261118000000001, 10, 179, 1795560596455738, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', 'ecfeef39a637cfdac3d835f3c57c6143871ce12d99421cc4682eb1e86e42d958', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000001, 5, 180, 1795565141061028, '王科长', 'DEPARTMENT', 'REPLY', '协办单位意见已电话沟通', 'IN_PROGRESS', 'REPLIED', '青山区生态环境分局', '{"reply":"已到现场处理,问题已解决","gathered":""}', 'ffd926cd52a4345406f80891a277ec6ac3329adfa6c6fe26fb1b2c9c064daa79', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000001, 5, 181, 1795568741061028, '督办系统', 'SYSTEM', 'REMIND', '明天到期', 'IN_PROGRESS', 'IN_PROGRESS', '邮政管理局', '{}', '398ca46d0845ee7addd243b49d0c80a04072aca0338e4cb2764d8c75e44e9ecb', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000001, 6, 182, 1795574892801247, '李值班', 'DESK', 'ACCEPT_REPLY', '', 'REPLIED', 'RESOLVED', '', '{}', '4a0bbe69057709e5c4e8b6d3a7a4a4704d94928776ed649bafbc9cff14ea7707', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000001, 6, 183, 1795589385406585, '王科长', 'DEPARTMENT', 'REPLY', '协办单位意见已电话沟通', 'IN_PROGRESS', 'REPLIED', '邮政管理局', '{"reply":"已到现场处理,问题已解决","gathered":""}', 'ee02cff98b69162fec88bf3af379a41969362a343e2450dc9c01898c5816ae11', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000002, 4, 184, 1795603785406585, '督办系统', 'SYSTEM', 'ARCHIVE', '办结后到了归档的时候', 'CLOSED', 'ARCHIVED', '', '{}', 'c5bc2a1c31e08fe910b396aa71f35a63387e5258484aab7be86fb08f420f563c', '');
INSERT INTO public.log_entry_202611 VALUES (20261106000000001, 20, 185, 1795603785406585, '督办系统', 'SYSTEM', 'ARCHIVE', '办结后到了归档的时候', 'CLOSED', 'ARCHIVED', '', '{}', 'bf57e7b8d8e393f8371e17bf6f5fbeefaa06a6cc1f5217749f0f743e129cfb77', '');
INSERT INTO public.log_entry_202611 VALUES (20261108000000002, 4, 186, 1795603785406585, '督办系统', 'SYSTEM', 'ARCHIVE', '办结后到了归档的时候', 'CLOSED', 'ARCHIVED', '', '{}', 'a5d2dc3701494d91dc72cfc46492bd658440dab17db14c04c884c6f6d8e90420', '');
INSERT INTO public.log_entry_202611 VALUES (20261112000000002, 7, 187, 1795603785406585, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', 'c35d5f756fe7ce4dd5c02b1caeda394ca228167c43bc53b511811f93e9737868', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000001, 10, 188, 1795603785406585, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', 'cb80c2bbfb7ba8f1da266f5a68020a684b8c28cb75036139274b930ff4cbf8cd', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000001, 7, 189, 1795609503661807, '李值班', 'DESK', 'ACCEPT_REPLY', '', 'REPLIED', 'RESOLVED', '', '{}', 'f98c4fa3bbcd2d29f5923259617e23a2117390df3c1cc15dfa423985defcfc7c', '');
INSERT INTO public.log_entry_202611 VALUES (20261121000000001, 4, 190, 1795613949028363, '王科长', 'DEPARTMENT', 'REPLY', '协办单位意见已电话沟通', 'IN_PROGRESS', 'REPLIED', '人力资源和社会保障局', '{"reply":"已到现场处理,问题已解决","gathered":""}', '1543f6e9c0cea3eacd0823046ffefb5fd1e8d7df2a803a4038f0b001ba846d17', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000002, 8, 191, 1795621170561389, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', '9dad51d6a20647e2982e57de0f190a4c30f916f3e996fda637dcf23ae5bb9cf2', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000001, 7, 192, 1795646130438884, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', 'c321a15deb8eddece3f31af86ce47aebc8260ca21f05594d894d22c9d1085467', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000001, 8, 193, 1795664111232050, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', 'c0d87aefe7b41bbdfbc66bbf264af239d5123f9378f68f01eb7bfa308dd581bb', '');
INSERT INTO public.log_entry_202611 VALUES (20261121000000001, 5, 194, 1795675472589788, '李值班', 'DESK', 'ACCEPT_REPLY', '', 'REPLIED', 'RESOLVED', '', '{}', '38c8d73d661383f2061ce863f38a2e9575d2152be7da05c5db9b969f9491303a', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000002, 7, 195, 1795689872589788, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', 'd6fba941b4a89871bea6a764c8dd1249e3a1e9dfd42eec5d2aee7e71d843c5a4', '');
INSERT INTO public.log_entry_202611 VALUES (20261114000000001, 17, 196, 1795689872589788, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', '77c72173c1e8b6a4e670f7ef12accc87bd8350714c3c8b99774824053b571376', '');
INSERT INTO public.log_entry_202611 VALUES (20261118000000001, 11, 197, 1795689872589788, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', '17ad947535f6af84e023a707098851bf30eb639adf2bd0983bc83a8e4aa1ddbf', '');
INSERT INTO public.log_entry_202611 VALUES (20261121000000001, 6, 198, 1795704854442450, '李值班', 'DESK', 'ANSWER_CALLER', '您反映的事已经办好', 'RESOLVED', 'ANSWERED', '', '{"means":"电话","policy":"","supported":"是","given":"是"}', '8888766f4b55bdd229782729a722f1766f446df21bdf99099607d5df073a76b3', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000001, 8, 199, 1795757132607692, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"否","satisfied":"是"}', '43ff70314388754b8b9758f6acc7bee49a56c9267b95c627e36332843d04697f', '');
INSERT INTO public.log_entry_202611 VALUES (20261103000000001, 8, 200, 1795775132607692, '督办系统', 'SYSTEM', 'ARCHIVE', '办结后到了归档的时候', 'CLOSED', 'ARCHIVED', '', '{}', 'd07e33e9be58bdd82c20952511f001e9008344f98a43108aac25776ab673e918', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000003, 7, 201, 1795775132607692, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', '82bf67fe64239c4818d60a8fead59eb2947c37bfc4dd175b2aa8140178613822', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000002, 9, 202, 1795775132607692, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', '208690d40ecefec1b2d2235e08438d8f9f46acc268eeaaad6d42f0f745a9e98c', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000001, 9, 203, 1795775472371907, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"否","satisfied":"是"}', '99b343926f5dd8b55dba0355c5103ea6804f5d10166fd4aa905b7eb59f94c960', '');
INSERT INTO public.log_entry_202611 VALUES (20261121000000001, 7, 204, 1795792639697047, '李值班', 'DESK', 'RECORD_SATISFACTION', '', 'ANSWERED', 'ANSWERED', '', '{"responded":"是","resolved":"是","satisfied":"是"}', '05daf5194b199ba21f7c8c18a3b2c9e3fd724a7b6c21450e70c737a272be1f84', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000001, 7, 205, 1796033839697047, '督办系统', 'SYSTEM', 'ARCHIVE', '办结后到了归档的时候', 'CLOSED', 'ARCHIVED', '', '{}', 'd648cfc714ad59d516c5ce6e22a33f033a09f455f5a133546edba32e48ffe1d5', '');
INSERT INTO public.log_entry_202611 VALUES (20261121000000001, 8, 206, 1796120239697047, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', '02f4595de0b73f360f9749eaa33245630fff691f3b598c6c770740f59085bcc0', '');
INSERT INTO public.log_entry_202611 VALUES (20261117000000001, 9, 207, 1796120239697047, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', '6baeff566f93e47a8f0303c886a4735bf8d5164a29fc66ced78195d596759a06', '');
INSERT INTO public.log_entry_202611 VALUES (20261119000000001, 10, 208, 1796120239697047, '督办系统', 'SYSTEM', 'CLOSE', '已答复,没有新的情况', 'ANSWERED', 'CLOSED', '', '{}', '031a345a784f8140c0d78a0f23f3e424bdd5daab055ca7437e01dd0c919753de', '');
INSERT INTO public.log_entry_202611 VALUES (20261110000000001, 9, 209, 1796206639697047, '督办系统', 'SYSTEM', 'ARCHIVE', '办结后到了归档的时候', 'CLOSED', 'ARCHIVED', '', '{}', '4636538f58f3c63ebc7aeedd48d1966c5d5e60c1555414b0d157381cef94b24e', '');
INSERT INTO public.log_entry_202611 VALUES (20261109000000001, 8, 210, 1796206639697047, '督办系统', 'SYSTEM', 'ARCHIVE', '办结后到了归档的时候', 'CLOSED', 'ARCHIVED', '', '{}', '6e432b7706b9f53fef55b5dcbc0dd5fd00caa86184bd3f9d1ae30cb97052b0aa', '');
INSERT INTO public.log_entry_202611 VALUES (20261107000000002, 11, 211, 1796206639697047, '督办系统', 'SYSTEM', 'ARCHIVE', '办结后到了归档的时候', 'CLOSED', 'ARCHIVED', '', '{}', 'e929b26982fa022f54622b87c1c83e4cc114e571c13e2fabfe6215a623ce5824', '');
INSERT INTO public.log_entry_202611 VALUES (20261115000000002, 4, 212, 1796206639697047, '督办系统', 'SYSTEM', 'ARCHIVE', '办结后到了归档的时候', 'CLOSED', 'ARCHIVED', '', '{}', '8ae349cb21f438c967ef5786e2af732b546bb37481cea43df958f4db5171eb35', '');
INSERT INTO public.log_entry_202612 VALUES (20261203000000001, 1, 213, 1796260680000000, '0712', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '18662698f2591b53fe018727611226bf586dd776a9121d047b09c5810751de40', '');
INSERT INTO public.log_entry_202612 VALUES (20261203000000001, 2, 214, 1796260680000000, '规则库', 'RULE_BOOK', 'ASSIGN', '需要部门办理,交一个部门限期回复', 'REGISTERED', 'ASSIGNED', '交通运输局', '{"cohandlers":""}', 'd53430aaf88131d03d181121e7faddcf3f9b3d0e5a01a0cb37c6dc0a90ee2ba6', '');
INSERT INTO public.log_entry_202612 VALUES (20261203000000002, 1, 215, 1796260680000000, '0712', 'OPERATOR', 'REGISTER', '', '', 'REGISTERED', '', '{}', '0815b56f33b2bed2e46899aa1f582b9ab8f61f87eadbdcd8d52f05f24e57d2c4', '');
INSERT INTO public.log_entry_202612 VALUES (20261203000000002, 2, 216, 1796260680000000, '规则库', 'RULE_BOOK', 'ASSIGN', '需要部门办理,交一个部门限期回复', 'REGISTERED', 'ASSIGNED', '交通运输局', '{"cohandlers":""}', '03887ae96a3553b8c972c2375f3209a52034cb4ddae0d33b1f96d3a8bf866130', '');
INSERT INTO public.log_entry_202612 VALUES (20261203000000002, 3, 217, 1796260680000000, '李值班', 'DESK', 'JOIN_INTO', '同一件事', 'ASSIGNED', 'CLOSED', '', '{"joined":"20261203-000001"}', 'c0f78a74c83503e7bcd0c80aae6554d8940f41d2d91ea31cbdc1af06b6e67bda', '');
INSERT INTO public.log_entry_202612 VALUES (20261203000000001, 3, 218, 1796260680000000, '李值班', 'DESK', 'JOIN', '同一件事', 'ASSIGNED', 'ASSIGNED', '', '{"joined":"20261203-000002"}', '372c417ef65d78e8ac4b5df6d9f7bcdff047bb55e60598433c324331a63f6228', '');
INSERT INTO public.log_entry_202612 VALUES (20261203000000001, 4, 219, 1796292300000000, '李值班@测试', 'DESK', 'REPORT_TO_LEADER', '涉及面广', 'ASSIGNED', 'AWAITING_INSTRUCTION', '', '{"question":"由谁牵头"}', '9b3f1e298264a024761abae1174b99845c2446f6c5eccc9f744226d7d73efd62', '');
INSERT INTO public.schema_version VALUES (16);
INSERT INTO public.search_position VALUES (219, 20261203000000003);
INSERT INTO public.unit VALUES ('U00001', 0, '本市', '{"code": "U00001", "name": "本市", "kind": "市"}');
INSERT INTO public.unit VALUES ('U00002', 1, '东湖区', '{"code": "U00002", "name": "东湖区", "kind": "区县", "parent": "U00001", "aliases": ["A1区"]}');
INSERT INTO public.unit VALUES ('U00003', 2, '西岭区', '{"code": "U00003", "name": "西岭区", "kind": "区县", "parent": "U00001", "aliases": ["A2区"]}');
INSERT INTO public.unit VALUES ('U00004', 3, '南浦区', '{"code": "U00004", "name": "南浦区", "kind": "区县", "parent": "U00001", "aliases": ["A3区"]}');
INSERT INTO public.unit VALUES ('U00005', 4, '北辰区', '{"code": "U00005", "name": "北辰区", "kind": "区县", "parent": "U00001", "aliases": ["A4区"]}');
INSERT INTO public.unit VALUES ('U00006', 5, '江岸区', '{"code": "U00006", "name": "江岸区", "kind": "区县", "parent": "U00001", "aliases": ["A5区"]}');
INSERT INTO public.unit VALUES ('U00007', 6, '青山区', '{"code": "U00007", "name": "青山区", "kind": "区县", "parent": "U00001", "aliases": ["A6区"]}');
INSERT INTO public.unit VALUES ('U00008', 7, '云江县', '{"code": "U00008", "name": "云江县", "kind": "区县", "parent": "U00001", "aliases": ["A7县"]}');
INSERT INTO public.unit VALUES ('U00009', 8, '龙泉县', '{"code": "U00009", "name": "龙泉县", "kind": "区县", "parent": "U00001", "aliases": ["A8县", "A8市"]}');
INSERT INTO public.unit VALUES ('U00010', 9, '临江县', '{"code": "U00010", "name": "临江县", "kind": "区县", "parent": "U00001", "aliases": ["A9市", "A9县"]}');
INSERT INTO public.unit VALUES ('U00011', 10, '应急管理局', '{"code": "U00011", "name": "应急管理局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010001"}}');
INSERT INTO public.unit VALUES ('U00012', 11, '消防救援支队', '{"code": "U00012", "name": "消防救援支队", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010002"}}');
INSERT INTO public.unit VALUES ('U00013', 12, '公安局', '{"code": "U00013", "name": "公安局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010003"}}');
INSERT INTO public.unit VALUES ('U00014', 13, '交警支队', '{"code": "U00014", "name": "交警支队", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010004"}}');
INSERT INTO public.unit VALUES ('U00015', 14, '卫生健康委员会', '{"code": "U00015", "name": "卫生健康委员会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010005"}}');
INSERT INTO public.unit VALUES ('U00016', 15, '医疗保障局', '{"code": "U00016", "name": "医疗保障局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010006"}}');
INSERT INTO public.unit VALUES ('U00017', 16, '住房和城乡建设局', '{"code": "U00017", "name": "住房和城乡建设局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010007"}}');
INSERT INTO public.unit VALUES ('U00018', 17, '自然资源和规划局', '{"code": "U00018", "name": "自然资源和规划局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010008"}}');
INSERT INTO public.unit VALUES ('U00019', 18, '城市管理局', '{"code": "U00019", "name": "城市管理局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010009"}}');
INSERT INTO public.unit VALUES ('U00020', 19, '住房公积金管理中心', '{"code": "U00020", "name": "住房公积金管理中心", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010010"}}');
INSERT INTO public.unit VALUES ('U00021', 20, '生态环境局', '{"code": "U00021", "name": "生态环境局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010011"}}');
INSERT INTO public.unit VALUES ('U00022', 21, '交通运输局', '{"code": "U00022", "name": "交通运输局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010012"}}');
INSERT INTO public.unit VALUES ('U00023', 22, '轨道交通集团', '{"code": "U00023", "name": "轨道交通集团", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010013"}}');
INSERT INTO public.unit VALUES ('U00024', 23, '公共交通集团', '{"code": "U00024", "name": "公共交通集团", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010014"}}');
INSERT INTO public.unit VALUES ('U00025', 24, '邮政管理局', '{"code": "U00025", "name": "邮政管理局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010015"}}');
INSERT INTO public.unit VALUES ('U00026', 25, '教育局', '{"code": "U00026", "name": "教育局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010016"}}');
INSERT INTO public.unit VALUES ('U00027', 26, '文化旅游局', '{"code": "U00027", "name": "文化旅游局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010017"}}');
INSERT INTO public.unit VALUES ('U00028', 27, '体育局', '{"code": "U00028", "name": "体育局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010018"}}');
INSERT INTO public.unit VALUES ('U00029', 28, '人力资源和社会保障局', '{"code": "U00029", "name": "人力资源和社会保障局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010019"}}');
INSERT INTO public.unit VALUES ('U00030', 29, '总工会', '{"code": "U00030", "name": "总工会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010020"}}');
INSERT INTO public.unit VALUES ('U00031', 30, '市场监督管理局', '{"code": "U00031", "name": "市场监督管理局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010021"}}');
INSERT INTO public.unit VALUES ('U00032', 31, '商务局', '{"code": "U00032", "name": "商务局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010022"}}');
INSERT INTO public.unit VALUES ('U00033', 32, '水务集团', '{"code": "U00033", "name": "水务集团", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010023"}}');
INSERT INTO public.unit VALUES ('U00034', 33, '燃气公司', '{"code": "U00034", "name": "燃气公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010024"}}');
INSERT INTO public.unit VALUES ('U00035', 34, '供电公司', '{"code": "U00035", "name": "供电公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010025"}}');
INSERT INTO public.unit VALUES ('U00036', 35, '水利局', '{"code": "U00036", "name": "水利局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010026"}}');
INSERT INTO public.unit VALUES ('U00037', 36, '农业农村局', '{"code": "U00037", "name": "农业农村局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010027"}}');
INSERT INTO public.unit VALUES ('U00038', 37, '通信管理局', '{"code": "U00038", "name": "通信管理局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010028"}}');
INSERT INTO public.unit VALUES ('U00039', 38, '金融监管局', '{"code": "U00039", "name": "金融监管局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010029"}}');
INSERT INTO public.unit VALUES ('U00040', 39, '民政局', '{"code": "U00040", "name": "民政局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010030"}}');
INSERT INTO public.unit VALUES ('U00041', 40, '东湖区人民政府', '{"code": "U00041", "name": "东湖区人民政府", "kind": "部门", "parent": "U00002", "backs": ["U00002"], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00042', 41, '东湖区住房和城乡建设局', '{"code": "U00042", "name": "东湖区住房和城乡建设局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00043', 42, '东湖区城市管理局', '{"code": "U00043", "name": "东湖区城市管理局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00044', 43, '东湖区生态环境分局', '{"code": "U00044", "name": "东湖区生态环境分局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00045', 44, '东湖区教育局', '{"code": "U00045", "name": "东湖区教育局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00046', 45, '东湖区人力资源和社会保障局', '{"code": "U00046", "name": "东湖区人力资源和社会保障局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00047', 46, '东湖区市场监督管理局', '{"code": "U00047", "name": "东湖区市场监督管理局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00048', 47, '东湖区卫生健康局', '{"code": "U00048", "name": "东湖区卫生健康局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00049', 48, '东湖区交通运输局', '{"code": "U00049", "name": "东湖区交通运输局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00050', 49, '西岭区人民政府', '{"code": "U00050", "name": "西岭区人民政府", "kind": "部门", "parent": "U00003", "backs": ["U00003"], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00051', 50, '西岭区住房和城乡建设局', '{"code": "U00051", "name": "西岭区住房和城乡建设局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00052', 51, '西岭区城市管理局', '{"code": "U00052", "name": "西岭区城市管理局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00053', 52, '西岭区生态环境分局', '{"code": "U00053", "name": "西岭区生态环境分局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00054', 53, '西岭区教育局', '{"code": "U00054", "name": "西岭区教育局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00055', 54, '西岭区人力资源和社会保障局', '{"code": "U00055", "name": "西岭区人力资源和社会保障局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00056', 55, '西岭区市场监督管理局', '{"code": "U00056", "name": "西岭区市场监督管理局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00057', 56, '西岭区卫生健康局', '{"code": "U00057", "name": "西岭区卫生健康局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00058', 57, '西岭区交通运输局', '{"code": "U00058", "name": "西岭区交通运输局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00059', 58, '南浦区人民政府', '{"code": "U00059", "name": "南浦区人民政府", "kind": "部门", "parent": "U00004", "backs": ["U00004"], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00060', 59, '南浦区住房和城乡建设局', '{"code": "U00060", "name": "南浦区住房和城乡建设局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00061', 60, '南浦区城市管理局', '{"code": "U00061", "name": "南浦区城市管理局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00062', 61, '南浦区生态环境分局', '{"code": "U00062", "name": "南浦区生态环境分局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00063', 62, '南浦区教育局', '{"code": "U00063", "name": "南浦区教育局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00064', 63, '南浦区人力资源和社会保障局', '{"code": "U00064", "name": "南浦区人力资源和社会保障局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00065', 64, '南浦区市场监督管理局', '{"code": "U00065", "name": "南浦区市场监督管理局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00066', 65, '南浦区卫生健康局', '{"code": "U00066", "name": "南浦区卫生健康局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00067', 66, '南浦区交通运输局', '{"code": "U00067", "name": "南浦区交通运输局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00068', 67, '北辰区人民政府', '{"code": "U00068", "name": "北辰区人民政府", "kind": "部门", "parent": "U00005", "backs": ["U00005"], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00069', 68, '北辰区住房和城乡建设局', '{"code": "U00069", "name": "北辰区住房和城乡建设局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00070', 69, '北辰区城市管理局', '{"code": "U00070", "name": "北辰区城市管理局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00071', 70, '北辰区生态环境分局', '{"code": "U00071", "name": "北辰区生态环境分局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00072', 71, '北辰区教育局', '{"code": "U00072", "name": "北辰区教育局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00073', 72, '北辰区人力资源和社会保障局', '{"code": "U00073", "name": "北辰区人力资源和社会保障局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00074', 73, '北辰区市场监督管理局', '{"code": "U00074", "name": "北辰区市场监督管理局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00075', 74, '北辰区卫生健康局', '{"code": "U00075", "name": "北辰区卫生健康局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00076', 75, '北辰区交通运输局', '{"code": "U00076", "name": "北辰区交通运输局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00077', 76, '江岸区人民政府', '{"code": "U00077", "name": "江岸区人民政府", "kind": "部门", "parent": "U00006", "backs": ["U00006"], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00078', 77, '江岸区住房和城乡建设局', '{"code": "U00078", "name": "江岸区住房和城乡建设局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00079', 78, '江岸区城市管理局', '{"code": "U00079", "name": "江岸区城市管理局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00080', 79, '江岸区生态环境分局', '{"code": "U00080", "name": "江岸区生态环境分局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00081', 80, '江岸区教育局', '{"code": "U00081", "name": "江岸区教育局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00082', 81, '江岸区人力资源和社会保障局', '{"code": "U00082", "name": "江岸区人力资源和社会保障局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00083', 82, '江岸区市场监督管理局', '{"code": "U00083", "name": "江岸区市场监督管理局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00084', 83, '江岸区卫生健康局', '{"code": "U00084", "name": "江岸区卫生健康局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00085', 84, '江岸区交通运输局', '{"code": "U00085", "name": "江岸区交通运输局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00086', 85, '青山区人民政府', '{"code": "U00086", "name": "青山区人民政府", "kind": "部门", "parent": "U00007", "backs": ["U00007"], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00087', 86, '青山区住房和城乡建设局', '{"code": "U00087", "name": "青山区住房和城乡建设局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00088', 87, '青山区城市管理局', '{"code": "U00088", "name": "青山区城市管理局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00089', 88, '青山区生态环境分局', '{"code": "U00089", "name": "青山区生态环境分局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00090', 89, '青山区教育局', '{"code": "U00090", "name": "青山区教育局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00091', 90, '青山区人力资源和社会保障局', '{"code": "U00091", "name": "青山区人力资源和社会保障局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00092', 91, '青山区市场监督管理局', '{"code": "U00092", "name": "青山区市场监督管理局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00093', 92, '青山区卫生健康局', '{"code": "U00093", "name": "青山区卫生健康局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00094', 93, '青山区交通运输局', '{"code": "U00094", "name": "青山区交通运输局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00095', 94, '云江县人民政府', '{"code": "U00095", "name": "云江县人民政府", "kind": "部门", "parent": "U00008", "backs": ["U00008"], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00096', 95, '云江县住房和城乡建设局', '{"code": "U00096", "name": "云江县住房和城乡建设局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00097', 96, '云江县城市管理局', '{"code": "U00097", "name": "云江县城市管理局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00098', 97, '云江县生态环境分局', '{"code": "U00098", "name": "云江县生态环境分局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00099', 98, '云江县教育局', '{"code": "U00099", "name": "云江县教育局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00100', 99, '云江县人力资源和社会保障局', '{"code": "U00100", "name": "云江县人力资源和社会保障局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00101', 100, '云江县市场监督管理局', '{"code": "U00101", "name": "云江县市场监督管理局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00102', 101, '云江县卫生健康局', '{"code": "U00102", "name": "云江县卫生健康局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00103', 102, '云江县交通运输局', '{"code": "U00103", "name": "云江县交通运输局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00104', 103, '龙泉县人民政府', '{"code": "U00104", "name": "龙泉县人民政府", "kind": "部门", "parent": "U00009", "backs": ["U00009"], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00105', 104, '龙泉县住房和城乡建设局', '{"code": "U00105", "name": "龙泉县住房和城乡建设局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00106', 105, '龙泉县城市管理局', '{"code": "U00106", "name": "龙泉县城市管理局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00107', 106, '龙泉县生态环境分局', '{"code": "U00107", "name": "龙泉县生态环境分局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00108', 107, '龙泉县教育局', '{"code": "U00108", "name": "龙泉县教育局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00109', 108, '龙泉县人力资源和社会保障局', '{"code": "U00109", "name": "龙泉县人力资源和社会保障局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00110', 109, '龙泉县市场监督管理局', '{"code": "U00110", "name": "龙泉县市场监督管理局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00111', 110, '龙泉县卫生健康局', '{"code": "U00111", "name": "龙泉县卫生健康局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00112', 111, '龙泉县交通运输局', '{"code": "U00112", "name": "龙泉县交通运输局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00113', 112, '临江县人民政府', '{"code": "U00113", "name": "临江县人民政府", "kind": "部门", "parent": "U00010", "backs": ["U00010"], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00114', 113, '临江县住房和城乡建设局', '{"code": "U00114", "name": "临江县住房和城乡建设局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00115', 114, '临江县城市管理局', '{"code": "U00115", "name": "临江县城市管理局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00116', 115, '临江县生态环境分局', '{"code": "U00116", "name": "临江县生态环境分局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00117', 116, '临江县教育局', '{"code": "U00117", "name": "临江县教育局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00118', 117, '临江县人力资源和社会保障局', '{"code": "U00118", "name": "临江县人力资源和社会保障局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00119', 118, '临江县市场监督管理局', '{"code": "U00119", "name": "临江县市场监督管理局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00120', 119, '临江县卫生健康局', '{"code": "U00120", "name": "临江县卫生健康局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00121', 120, '临江县交通运输局', '{"code": "U00121", "name": "临江县交通运输局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": ""}}');
INSERT INTO public.unit VALUES ('U00122', 121, '发展和改革委员会', '{"code": "U00122", "name": "发展和改革委员会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010031"}}');
INSERT INTO public.unit VALUES ('U00123', 122, '财政局', '{"code": "U00123", "name": "财政局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010032"}}');
INSERT INTO public.unit VALUES ('U00124', 123, '税务局', '{"code": "U00124", "name": "税务局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010033"}}');
INSERT INTO public.unit VALUES ('U00125', 124, '审计局', '{"code": "U00125", "name": "审计局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010034"}}');
INSERT INTO public.unit VALUES ('U00126', 125, '统计局', '{"code": "U00126", "name": "统计局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010035"}}');
INSERT INTO public.unit VALUES ('U00127', 126, '国有资产监督管理委员会', '{"code": "U00127", "name": "国有资产监督管理委员会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010036"}}');
INSERT INTO public.unit VALUES ('U00128', 127, '工业和信息化局', '{"code": "U00128", "name": "工业和信息化局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010037"}}');
INSERT INTO public.unit VALUES ('U00129', 128, '科学技术局', '{"code": "U00129", "name": "科学技术局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010038"}}');
INSERT INTO public.unit VALUES ('U00130', 129, '数据局', '{"code": "U00130", "name": "数据局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010039"}}');
INSERT INTO public.unit VALUES ('U00131', 130, '政务服务管理局', '{"code": "U00131", "name": "政务服务管理局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010040"}}');
INSERT INTO public.unit VALUES ('U00132', 131, '信访局', '{"code": "U00132", "name": "信访局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010041"}}');
INSERT INTO public.unit VALUES ('U00133', 132, '粮食和物资储备局', '{"code": "U00133", "name": "粮食和物资储备局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010042"}}');
INSERT INTO public.unit VALUES ('U00134', 133, '烟草专卖局', '{"code": "U00134", "name": "烟草专卖局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010043"}}');
INSERT INTO public.unit VALUES ('U00135', 134, '供销合作社', '{"code": "U00135", "name": "供销合作社", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010044"}}');
INSERT INTO public.unit VALUES ('U00136', 135, '机关事务管理局', '{"code": "U00136", "name": "机关事务管理局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010045"}}');
INSERT INTO public.unit VALUES ('U00137', 136, '不动产登记中心', '{"code": "U00137", "name": "不动产登记中心", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010046"}}');
INSERT INTO public.unit VALUES ('U00138', 137, '林业局', '{"code": "U00138", "name": "林业局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010047"}}');
INSERT INTO public.unit VALUES ('U00139', 138, '气象局', '{"code": "U00139", "name": "气象局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010048"}}');
INSERT INTO public.unit VALUES ('U00140', 139, '地震局', '{"code": "U00140", "name": "地震局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010049"}}');
INSERT INTO public.unit VALUES ('U00141', 140, '消费者委员会', '{"code": "U00141", "name": "消费者委员会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010050"}}');
INSERT INTO public.unit VALUES ('U00142', 141, '退役军人事务局', '{"code": "U00142", "name": "退役军人事务局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010051"}}');
INSERT INTO public.unit VALUES ('U00143', 142, '残疾人联合会', '{"code": "U00143", "name": "残疾人联合会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010052"}}');
INSERT INTO public.unit VALUES ('U00144', 143, '社会保险事业中心', '{"code": "U00144", "name": "社会保险事业中心", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010053"}}');
INSERT INTO public.unit VALUES ('U00145', 144, '疾病预防控制中心', '{"code": "U00145", "name": "疾病预防控制中心", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010054"}}');
INSERT INTO public.unit VALUES ('U00146', 145, '红十字会', '{"code": "U00146", "name": "红十字会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010055"}}');
INSERT INTO public.unit VALUES ('U00147', 146, '司法局', '{"code": "U00147", "name": "司法局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010056"}}');
INSERT INTO public.unit VALUES ('U00148', 147, '国防动员办公室', '{"code": "U00148", "name": "国防动员办公室", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010057"}}');
INSERT INTO public.unit VALUES ('U00149', 148, '中级人民法院', '{"code": "U00149", "name": "中级人民法院", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010058"}}');
INSERT INTO public.unit VALUES ('U00150', 149, '人民检察院', '{"code": "U00150", "name": "人民检察院", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010059"}}');
INSERT INTO public.unit VALUES ('U00151', 150, '纪委监委', '{"code": "U00151", "name": "纪委监委", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010060"}}');
INSERT INTO public.unit VALUES ('U00152', 151, '组织部', '{"code": "U00152", "name": "组织部", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010061"}}');
INSERT INTO public.unit VALUES ('U00153', 152, '宣传部', '{"code": "U00153", "name": "宣传部", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010062"}}');
INSERT INTO public.unit VALUES ('U00154', 153, '统战部', '{"code": "U00154", "name": "统战部", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010063"}}');
INSERT INTO public.unit VALUES ('U00155', 154, '政法委员会', '{"code": "U00155", "name": "政法委员会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010064"}}');
INSERT INTO public.unit VALUES ('U00156', 155, '机构编制委员会办公室', '{"code": "U00156", "name": "机构编制委员会办公室", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010065"}}');
INSERT INTO public.unit VALUES ('U00157', 156, '民族宗教事务局', '{"code": "U00157", "name": "民族宗教事务局", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010066"}}');
INSERT INTO public.unit VALUES ('U00158', 157, '妇女联合会', '{"code": "U00158", "name": "妇女联合会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010067"}}');
INSERT INTO public.unit VALUES ('U00159', 158, '共青团委员会', '{"code": "U00159", "name": "共青团委员会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010068"}}');
INSERT INTO public.unit VALUES ('U00160', 159, '科学技术协会', '{"code": "U00160", "name": "科学技术协会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010069"}}');
INSERT INTO public.unit VALUES ('U00161', 160, '工商业联合会', '{"code": "U00161", "name": "工商业联合会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010070"}}');
INSERT INTO public.unit VALUES ('U00162', 161, '出入境管理支队', '{"code": "U00162", "name": "出入境管理支队", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010071"}}');
INSERT INTO public.unit VALUES ('U00163', 162, '劳动保障监察支队', '{"code": "U00163", "name": "劳动保障监察支队", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010077"}}');
INSERT INTO public.unit VALUES ('U00164', 163, '劳动人事争议仲裁院', '{"code": "U00164", "name": "劳动人事争议仲裁院", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010078"}}');
INSERT INTO public.unit VALUES ('U00165', 164, '劳动能力鉴定委员会', '{"code": "U00165", "name": "劳动能力鉴定委员会", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010079"}}');
INSERT INTO public.unit VALUES ('U00166', 165, '中心血站', '{"code": "U00166", "name": "中心血站", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010081"}}');
INSERT INTO public.unit VALUES ('U00167', 166, '东湖区政府', '{"code": "U00167", "name": "东湖区政府", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81100001"}}');
INSERT INTO public.unit VALUES ('U00168', 167, '东湖区住建局', '{"code": "U00168", "name": "东湖区住建局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81101001"}}');
INSERT INTO public.unit VALUES ('U00169', 168, '东湖区城管局', '{"code": "U00169", "name": "东湖区城管局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81102001"}}');
INSERT INTO public.unit VALUES ('U00170', 169, '东湖区城管', '{"code": "U00170", "name": "东湖区城管", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81102001"}}');
INSERT INTO public.unit VALUES ('U00171', 170, '东湖区环保局', '{"code": "U00171", "name": "东湖区环保局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81103001"}}');
INSERT INTO public.unit VALUES ('U00172', 171, '东湖区教委', '{"code": "U00172", "name": "东湖区教委", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81104001"}}');
INSERT INTO public.unit VALUES ('U00173', 172, '东湖区人社局', '{"code": "U00173", "name": "东湖区人社局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81105001"}}');
INSERT INTO public.unit VALUES ('U00174', 173, '东湖区社保局', '{"code": "U00174", "name": "东湖区社保局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81105001"}}');
INSERT INTO public.unit VALUES ('U00175', 174, '东湖区市监局', '{"code": "U00175", "name": "东湖区市监局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81106001"}}');
INSERT INTO public.unit VALUES ('U00176', 175, '东湖区市场监管局', '{"code": "U00176", "name": "东湖区市场监管局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81106001"}}');
INSERT INTO public.unit VALUES ('U00177', 176, '东湖区卫健局', '{"code": "U00177", "name": "东湖区卫健局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81107001"}}');
INSERT INTO public.unit VALUES ('U00178', 177, '东湖区卫健委', '{"code": "U00178", "name": "东湖区卫健委", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81107001"}}');
INSERT INTO public.unit VALUES ('U00179', 178, '东湖区交通局', '{"code": "U00179", "name": "东湖区交通局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81108001"}}');
INSERT INTO public.unit VALUES ('U00180', 179, '东湖区公安分局', '{"code": "U00180", "name": "东湖区公安分局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81109001"}}');
INSERT INTO public.unit VALUES ('U00181', 180, '东湖区交警大队', '{"code": "U00181", "name": "东湖区交警大队", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81110001"}}');
INSERT INTO public.unit VALUES ('U00182', 181, '东湖区交警', '{"code": "U00182", "name": "东湖区交警", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81110001"}}');
INSERT INTO public.unit VALUES ('U00183', 182, '东湖区民政局', '{"code": "U00183", "name": "东湖区民政局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81111001"}}');
INSERT INTO public.unit VALUES ('U00184', 183, '东湖区退役军人事务局', '{"code": "U00184", "name": "东湖区退役军人事务局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81112001"}}');
INSERT INTO public.unit VALUES ('U00185', 184, '东湖区退役局', '{"code": "U00185", "name": "东湖区退役局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81112001"}}');
INSERT INTO public.unit VALUES ('U00186', 185, '东湖区农业农村局', '{"code": "U00186", "name": "东湖区农业农村局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81113001"}}');
INSERT INTO public.unit VALUES ('U00187', 186, '东湖区农业局', '{"code": "U00187", "name": "东湖区农业局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81113001"}}');
INSERT INTO public.unit VALUES ('U00188', 187, '东湖区税务局', '{"code": "U00188", "name": "东湖区税务局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81114001"}}');
INSERT INTO public.unit VALUES ('U00189', 188, '东湖区司法局', '{"code": "U00189", "name": "东湖区司法局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81115001"}}');
INSERT INTO public.unit VALUES ('U00190', 189, '东湖区信访局', '{"code": "U00190", "name": "东湖区信访局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81116001"}}');
INSERT INTO public.unit VALUES ('U00191', 190, '东湖区信访办', '{"code": "U00191", "name": "东湖区信访办", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81116001"}}');
INSERT INTO public.unit VALUES ('U00192', 191, '东湖区残疾人联合会', '{"code": "U00192", "name": "东湖区残疾人联合会", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81117001"}}');
INSERT INTO public.unit VALUES ('U00193', 192, '东湖区残联', '{"code": "U00193", "name": "东湖区残联", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81117001"}}');
INSERT INTO public.unit VALUES ('U00194', 193, '东湖区自然资源分局', '{"code": "U00194", "name": "东湖区自然资源分局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81118001"}}');
INSERT INTO public.unit VALUES ('U00195', 194, '东湖区国土局', '{"code": "U00195", "name": "东湖区国土局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81118001"}}');
INSERT INTO public.unit VALUES ('U00196', 195, '东湖区水利局', '{"code": "U00196", "name": "东湖区水利局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81119001"}}');
INSERT INTO public.unit VALUES ('U00197', 196, '东湖区林业局', '{"code": "U00197", "name": "东湖区林业局", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-81120001"}}');
INSERT INTO public.unit VALUES ('U00198', 197, '西岭区政府', '{"code": "U00198", "name": "西岭区政府", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81200001"}}');
INSERT INTO public.unit VALUES ('U00199', 198, '西岭区住建局', '{"code": "U00199", "name": "西岭区住建局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81201001"}}');
INSERT INTO public.unit VALUES ('U00200', 199, '西岭区城管局', '{"code": "U00200", "name": "西岭区城管局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81202001"}}');
INSERT INTO public.unit VALUES ('U00201', 200, '西岭区城管', '{"code": "U00201", "name": "西岭区城管", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81202001"}}');
INSERT INTO public.unit VALUES ('U00202', 201, '西岭区环保局', '{"code": "U00202", "name": "西岭区环保局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81203001"}}');
INSERT INTO public.unit VALUES ('U00203', 202, '西岭区教委', '{"code": "U00203", "name": "西岭区教委", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81204001"}}');
INSERT INTO public.unit VALUES ('U00204', 203, '西岭区人社局', '{"code": "U00204", "name": "西岭区人社局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81205001"}}');
INSERT INTO public.unit VALUES ('U00205', 204, '西岭区社保局', '{"code": "U00205", "name": "西岭区社保局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81205001"}}');
INSERT INTO public.unit VALUES ('U00206', 205, '西岭区市监局', '{"code": "U00206", "name": "西岭区市监局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81206001"}}');
INSERT INTO public.unit VALUES ('U00207', 206, '西岭区市场监管局', '{"code": "U00207", "name": "西岭区市场监管局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81206001"}}');
INSERT INTO public.unit VALUES ('U00208', 207, '西岭区卫健局', '{"code": "U00208", "name": "西岭区卫健局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81207001"}}');
INSERT INTO public.unit VALUES ('U00209', 208, '西岭区卫健委', '{"code": "U00209", "name": "西岭区卫健委", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81207001"}}');
INSERT INTO public.unit VALUES ('U00210', 209, '西岭区交通局', '{"code": "U00210", "name": "西岭区交通局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81208001"}}');
INSERT INTO public.unit VALUES ('U00211', 210, '西岭区公安分局', '{"code": "U00211", "name": "西岭区公安分局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81209001"}}');
INSERT INTO public.unit VALUES ('U00212', 211, '西岭区交警大队', '{"code": "U00212", "name": "西岭区交警大队", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81210001"}}');
INSERT INTO public.unit VALUES ('U00213', 212, '西岭区交警', '{"code": "U00213", "name": "西岭区交警", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81210001"}}');
INSERT INTO public.unit VALUES ('U00214', 213, '西岭区民政局', '{"code": "U00214", "name": "西岭区民政局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81211001"}}');
INSERT INTO public.unit VALUES ('U00215', 214, '西岭区退役军人事务局', '{"code": "U00215", "name": "西岭区退役军人事务局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81212001"}}');
INSERT INTO public.unit VALUES ('U00216', 215, '西岭区退役局', '{"code": "U00216", "name": "西岭区退役局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81212001"}}');
INSERT INTO public.unit VALUES ('U00217', 216, '西岭区农业农村局', '{"code": "U00217", "name": "西岭区农业农村局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81213001"}}');
INSERT INTO public.unit VALUES ('U00218', 217, '西岭区农业局', '{"code": "U00218", "name": "西岭区农业局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81213001"}}');
INSERT INTO public.unit VALUES ('U00219', 218, '西岭区税务局', '{"code": "U00219", "name": "西岭区税务局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81214001"}}');
INSERT INTO public.unit VALUES ('U00220', 219, '西岭区司法局', '{"code": "U00220", "name": "西岭区司法局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81215001"}}');
INSERT INTO public.unit VALUES ('U00221', 220, '西岭区信访局', '{"code": "U00221", "name": "西岭区信访局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81216001"}}');
INSERT INTO public.unit VALUES ('U00222', 221, '西岭区信访办', '{"code": "U00222", "name": "西岭区信访办", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81216001"}}');
INSERT INTO public.unit VALUES ('U00223', 222, '西岭区残疾人联合会', '{"code": "U00223", "name": "西岭区残疾人联合会", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81217001"}}');
INSERT INTO public.unit VALUES ('U00224', 223, '西岭区残联', '{"code": "U00224", "name": "西岭区残联", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81217001"}}');
INSERT INTO public.unit VALUES ('U00225', 224, '西岭区自然资源分局', '{"code": "U00225", "name": "西岭区自然资源分局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81218001"}}');
INSERT INTO public.unit VALUES ('U00226', 225, '西岭区国土局', '{"code": "U00226", "name": "西岭区国土局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81218001"}}');
INSERT INTO public.unit VALUES ('U00227', 226, '西岭区水利局', '{"code": "U00227", "name": "西岭区水利局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81219001"}}');
INSERT INTO public.unit VALUES ('U00228', 227, '西岭区林业局', '{"code": "U00228", "name": "西岭区林业局", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-81220001"}}');
INSERT INTO public.unit VALUES ('U00229', 228, '南浦区政府', '{"code": "U00229", "name": "南浦区政府", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81300001"}}');
INSERT INTO public.unit VALUES ('U00230', 229, '南浦区住建局', '{"code": "U00230", "name": "南浦区住建局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81301001"}}');
INSERT INTO public.unit VALUES ('U00231', 230, '南浦区城管局', '{"code": "U00231", "name": "南浦区城管局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81302001"}}');
INSERT INTO public.unit VALUES ('U00232', 231, '南浦区城管', '{"code": "U00232", "name": "南浦区城管", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81302001"}}');
INSERT INTO public.unit VALUES ('U00233', 232, '南浦区环保局', '{"code": "U00233", "name": "南浦区环保局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81303001"}}');
INSERT INTO public.unit VALUES ('U00234', 233, '南浦区教委', '{"code": "U00234", "name": "南浦区教委", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81304001"}}');
INSERT INTO public.unit VALUES ('U00235', 234, '南浦区人社局', '{"code": "U00235", "name": "南浦区人社局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81305001"}}');
INSERT INTO public.unit VALUES ('U00236', 235, '南浦区社保局', '{"code": "U00236", "name": "南浦区社保局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81305001"}}');
INSERT INTO public.unit VALUES ('U00237', 236, '南浦区市监局', '{"code": "U00237", "name": "南浦区市监局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81306001"}}');
INSERT INTO public.unit VALUES ('U00238', 237, '南浦区市场监管局', '{"code": "U00238", "name": "南浦区市场监管局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81306001"}}');
INSERT INTO public.unit VALUES ('U00239', 238, '南浦区卫健局', '{"code": "U00239", "name": "南浦区卫健局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81307001"}}');
INSERT INTO public.unit VALUES ('U00240', 239, '南浦区卫健委', '{"code": "U00240", "name": "南浦区卫健委", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81307001"}}');
INSERT INTO public.unit VALUES ('U00241', 240, '南浦区交通局', '{"code": "U00241", "name": "南浦区交通局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81308001"}}');
INSERT INTO public.unit VALUES ('U00242', 241, '南浦区公安分局', '{"code": "U00242", "name": "南浦区公安分局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81309001"}}');
INSERT INTO public.unit VALUES ('U00243', 242, '南浦区交警大队', '{"code": "U00243", "name": "南浦区交警大队", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81310001"}}');
INSERT INTO public.unit VALUES ('U00244', 243, '南浦区交警', '{"code": "U00244", "name": "南浦区交警", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81310001"}}');
INSERT INTO public.unit VALUES ('U00245', 244, '南浦区民政局', '{"code": "U00245", "name": "南浦区民政局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81311001"}}');
INSERT INTO public.unit VALUES ('U00246', 245, '南浦区退役军人事务局', '{"code": "U00246", "name": "南浦区退役军人事务局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81312001"}}');
INSERT INTO public.unit VALUES ('U00247', 246, '南浦区退役局', '{"code": "U00247", "name": "南浦区退役局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81312001"}}');
INSERT INTO public.unit VALUES ('U00248', 247, '南浦区农业农村局', '{"code": "U00248", "name": "南浦区农业农村局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81313001"}}');
INSERT INTO public.unit VALUES ('U00249', 248, '南浦区农业局', '{"code": "U00249", "name": "南浦区农业局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81313001"}}');
INSERT INTO public.unit VALUES ('U00250', 249, '南浦区税务局', '{"code": "U00250", "name": "南浦区税务局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81314001"}}');
INSERT INTO public.unit VALUES ('U00251', 250, '南浦区司法局', '{"code": "U00251", "name": "南浦区司法局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81315001"}}');
INSERT INTO public.unit VALUES ('U00252', 251, '南浦区信访局', '{"code": "U00252", "name": "南浦区信访局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81316001"}}');
INSERT INTO public.unit VALUES ('U00253', 252, '南浦区信访办', '{"code": "U00253", "name": "南浦区信访办", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81316001"}}');
INSERT INTO public.unit VALUES ('U00254', 253, '南浦区残疾人联合会', '{"code": "U00254", "name": "南浦区残疾人联合会", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81317001"}}');
INSERT INTO public.unit VALUES ('U00255', 254, '南浦区残联', '{"code": "U00255", "name": "南浦区残联", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81317001"}}');
INSERT INTO public.unit VALUES ('U00256', 255, '南浦区自然资源分局', '{"code": "U00256", "name": "南浦区自然资源分局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81318001"}}');
INSERT INTO public.unit VALUES ('U00257', 256, '南浦区国土局', '{"code": "U00257", "name": "南浦区国土局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81318001"}}');
INSERT INTO public.unit VALUES ('U00258', 257, '南浦区水利局', '{"code": "U00258", "name": "南浦区水利局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81319001"}}');
INSERT INTO public.unit VALUES ('U00259', 258, '南浦区林业局', '{"code": "U00259", "name": "南浦区林业局", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-81320001"}}');
INSERT INTO public.unit VALUES ('U00260', 259, '北辰区政府', '{"code": "U00260", "name": "北辰区政府", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81400001"}}');
INSERT INTO public.unit VALUES ('U00261', 260, '北辰区住建局', '{"code": "U00261", "name": "北辰区住建局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81401001"}}');
INSERT INTO public.unit VALUES ('U00262', 261, '北辰区城管局', '{"code": "U00262", "name": "北辰区城管局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81402001"}}');
INSERT INTO public.unit VALUES ('U00263', 262, '北辰区城管', '{"code": "U00263", "name": "北辰区城管", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81402001"}}');
INSERT INTO public.unit VALUES ('U00264', 263, '北辰区环保局', '{"code": "U00264", "name": "北辰区环保局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81403001"}}');
INSERT INTO public.unit VALUES ('U00265', 264, '北辰区教委', '{"code": "U00265", "name": "北辰区教委", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81404001"}}');
INSERT INTO public.unit VALUES ('U00266', 265, '北辰区人社局', '{"code": "U00266", "name": "北辰区人社局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81405001"}}');
INSERT INTO public.unit VALUES ('U00267', 266, '北辰区社保局', '{"code": "U00267", "name": "北辰区社保局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81405001"}}');
INSERT INTO public.unit VALUES ('U00268', 267, '北辰区市监局', '{"code": "U00268", "name": "北辰区市监局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81406001"}}');
INSERT INTO public.unit VALUES ('U00269', 268, '北辰区市场监管局', '{"code": "U00269", "name": "北辰区市场监管局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81406001"}}');
INSERT INTO public.unit VALUES ('U00270', 269, '北辰区卫健局', '{"code": "U00270", "name": "北辰区卫健局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81407001"}}');
INSERT INTO public.unit VALUES ('U00271', 270, '北辰区卫健委', '{"code": "U00271", "name": "北辰区卫健委", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81407001"}}');
INSERT INTO public.unit VALUES ('U00272', 271, '北辰区交通局', '{"code": "U00272", "name": "北辰区交通局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81408001"}}');
INSERT INTO public.unit VALUES ('U00273', 272, '北辰区公安分局', '{"code": "U00273", "name": "北辰区公安分局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81409001"}}');
INSERT INTO public.unit VALUES ('U00274', 273, '北辰区交警大队', '{"code": "U00274", "name": "北辰区交警大队", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81410001"}}');
INSERT INTO public.unit VALUES ('U00275', 274, '北辰区交警', '{"code": "U00275", "name": "北辰区交警", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81410001"}}');
INSERT INTO public.unit VALUES ('U00276', 275, '北辰区民政局', '{"code": "U00276", "name": "北辰区民政局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81411001"}}');
INSERT INTO public.unit VALUES ('U00277', 276, '北辰区退役军人事务局', '{"code": "U00277", "name": "北辰区退役军人事务局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81412001"}}');
INSERT INTO public.unit VALUES ('U00278', 277, '北辰区退役局', '{"code": "U00278", "name": "北辰区退役局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81412001"}}');
INSERT INTO public.unit VALUES ('U00279', 278, '北辰区农业农村局', '{"code": "U00279", "name": "北辰区农业农村局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81413001"}}');
INSERT INTO public.unit VALUES ('U00280', 279, '北辰区农业局', '{"code": "U00280", "name": "北辰区农业局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81413001"}}');
INSERT INTO public.unit VALUES ('U00281', 280, '北辰区税务局', '{"code": "U00281", "name": "北辰区税务局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81414001"}}');
INSERT INTO public.unit VALUES ('U00282', 281, '北辰区司法局', '{"code": "U00282", "name": "北辰区司法局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81415001"}}');
INSERT INTO public.unit VALUES ('U00283', 282, '北辰区信访局', '{"code": "U00283", "name": "北辰区信访局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81416001"}}');
INSERT INTO public.unit VALUES ('U00284', 283, '北辰区信访办', '{"code": "U00284", "name": "北辰区信访办", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81416001"}}');
INSERT INTO public.unit VALUES ('U00285', 284, '北辰区残疾人联合会', '{"code": "U00285", "name": "北辰区残疾人联合会", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81417001"}}');
INSERT INTO public.unit VALUES ('U00286', 285, '北辰区残联', '{"code": "U00286", "name": "北辰区残联", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81417001"}}');
INSERT INTO public.unit VALUES ('U00287', 286, '北辰区自然资源分局', '{"code": "U00287", "name": "北辰区自然资源分局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81418001"}}');
INSERT INTO public.unit VALUES ('U00288', 287, '北辰区国土局', '{"code": "U00288", "name": "北辰区国土局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81418001"}}');
INSERT INTO public.unit VALUES ('U00289', 288, '北辰区水利局', '{"code": "U00289", "name": "北辰区水利局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81419001"}}');
INSERT INTO public.unit VALUES ('U00290', 289, '北辰区林业局', '{"code": "U00290", "name": "北辰区林业局", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-81420001"}}');
INSERT INTO public.unit VALUES ('U00291', 290, '江岸区政府', '{"code": "U00291", "name": "江岸区政府", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81500001"}}');
INSERT INTO public.unit VALUES ('U00292', 291, '江岸区住建局', '{"code": "U00292", "name": "江岸区住建局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81501001"}}');
INSERT INTO public.unit VALUES ('U00293', 292, '江岸区城管局', '{"code": "U00293", "name": "江岸区城管局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81502001"}}');
INSERT INTO public.unit VALUES ('U00294', 293, '江岸区城管', '{"code": "U00294", "name": "江岸区城管", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81502001"}}');
INSERT INTO public.unit VALUES ('U00295', 294, '江岸区环保局', '{"code": "U00295", "name": "江岸区环保局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81503001"}}');
INSERT INTO public.unit VALUES ('U00296', 295, '江岸区教委', '{"code": "U00296", "name": "江岸区教委", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81504001"}}');
INSERT INTO public.unit VALUES ('U00297', 296, '江岸区人社局', '{"code": "U00297", "name": "江岸区人社局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81505001"}}');
INSERT INTO public.unit VALUES ('U00298', 297, '江岸区社保局', '{"code": "U00298", "name": "江岸区社保局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81505001"}}');
INSERT INTO public.unit VALUES ('U00299', 298, '江岸区市监局', '{"code": "U00299", "name": "江岸区市监局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81506001"}}');
INSERT INTO public.unit VALUES ('U00300', 299, '江岸区市场监管局', '{"code": "U00300", "name": "江岸区市场监管局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81506001"}}');
INSERT INTO public.unit VALUES ('U00301', 300, '江岸区卫健局', '{"code": "U00301", "name": "江岸区卫健局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81507001"}}');
INSERT INTO public.unit VALUES ('U00302', 301, '江岸区卫健委', '{"code": "U00302", "name": "江岸区卫健委", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81507001"}}');
INSERT INTO public.unit VALUES ('U00303', 302, '江岸区交通局', '{"code": "U00303", "name": "江岸区交通局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81508001"}}');
INSERT INTO public.unit VALUES ('U00304', 303, '江岸区公安分局', '{"code": "U00304", "name": "江岸区公安分局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81509001"}}');
INSERT INTO public.unit VALUES ('U00305', 304, '江岸区交警大队', '{"code": "U00305", "name": "江岸区交警大队", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81510001"}}');
INSERT INTO public.unit VALUES ('U00306', 305, '江岸区交警', '{"code": "U00306", "name": "江岸区交警", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81510001"}}');
INSERT INTO public.unit VALUES ('U00307', 306, '江岸区民政局', '{"code": "U00307", "name": "江岸区民政局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81511001"}}');
INSERT INTO public.unit VALUES ('U00308', 307, '江岸区退役军人事务局', '{"code": "U00308", "name": "江岸区退役军人事务局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81512001"}}');
INSERT INTO public.unit VALUES ('U00309', 308, '江岸区退役局', '{"code": "U00309", "name": "江岸区退役局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81512001"}}');
INSERT INTO public.unit VALUES ('U00310', 309, '江岸区农业农村局', '{"code": "U00310", "name": "江岸区农业农村局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81513001"}}');
INSERT INTO public.unit VALUES ('U00311', 310, '江岸区农业局', '{"code": "U00311", "name": "江岸区农业局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81513001"}}');
INSERT INTO public.unit VALUES ('U00312', 311, '江岸区税务局', '{"code": "U00312", "name": "江岸区税务局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81514001"}}');
INSERT INTO public.unit VALUES ('U00313', 312, '江岸区司法局', '{"code": "U00313", "name": "江岸区司法局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81515001"}}');
INSERT INTO public.unit VALUES ('U00314', 313, '江岸区信访局', '{"code": "U00314", "name": "江岸区信访局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81516001"}}');
INSERT INTO public.unit VALUES ('U00315', 314, '江岸区信访办', '{"code": "U00315", "name": "江岸区信访办", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81516001"}}');
INSERT INTO public.unit VALUES ('U00316', 315, '江岸区残疾人联合会', '{"code": "U00316", "name": "江岸区残疾人联合会", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81517001"}}');
INSERT INTO public.unit VALUES ('U00317', 316, '江岸区残联', '{"code": "U00317", "name": "江岸区残联", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81517001"}}');
INSERT INTO public.unit VALUES ('U00318', 317, '江岸区自然资源分局', '{"code": "U00318", "name": "江岸区自然资源分局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81518001"}}');
INSERT INTO public.unit VALUES ('U00319', 318, '江岸区国土局', '{"code": "U00319", "name": "江岸区国土局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81518001"}}');
INSERT INTO public.unit VALUES ('U00320', 319, '江岸区水利局', '{"code": "U00320", "name": "江岸区水利局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81519001"}}');
INSERT INTO public.unit VALUES ('U00321', 320, '江岸区林业局', '{"code": "U00321", "name": "江岸区林业局", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-81520001"}}');
INSERT INTO public.unit VALUES ('U00322', 321, '青山区政府', '{"code": "U00322", "name": "青山区政府", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81600001"}}');
INSERT INTO public.unit VALUES ('U00323', 322, '青山区住建局', '{"code": "U00323", "name": "青山区住建局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81601001"}}');
INSERT INTO public.unit VALUES ('U00324', 323, '青山区城管局', '{"code": "U00324", "name": "青山区城管局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81602001"}}');
INSERT INTO public.unit VALUES ('U00325', 324, '青山区城管', '{"code": "U00325", "name": "青山区城管", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81602001"}}');
INSERT INTO public.unit VALUES ('U00326', 325, '青山区环保局', '{"code": "U00326", "name": "青山区环保局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81603001"}}');
INSERT INTO public.unit VALUES ('U00327', 326, '青山区教委', '{"code": "U00327", "name": "青山区教委", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81604001"}}');
INSERT INTO public.unit VALUES ('U00328', 327, '青山区人社局', '{"code": "U00328", "name": "青山区人社局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81605001"}}');
INSERT INTO public.unit VALUES ('U00329', 328, '青山区社保局', '{"code": "U00329", "name": "青山区社保局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81605001"}}');
INSERT INTO public.unit VALUES ('U00330', 329, '青山区市监局', '{"code": "U00330", "name": "青山区市监局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81606001"}}');
INSERT INTO public.unit VALUES ('U00331', 330, '青山区市场监管局', '{"code": "U00331", "name": "青山区市场监管局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81606001"}}');
INSERT INTO public.unit VALUES ('U00332', 331, '青山区卫健局', '{"code": "U00332", "name": "青山区卫健局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81607001"}}');
INSERT INTO public.unit VALUES ('U00333', 332, '青山区卫健委', '{"code": "U00333", "name": "青山区卫健委", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81607001"}}');
INSERT INTO public.unit VALUES ('U00334', 333, '青山区交通局', '{"code": "U00334", "name": "青山区交通局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81608001"}}');
INSERT INTO public.unit VALUES ('U00335', 334, '青山区公安分局', '{"code": "U00335", "name": "青山区公安分局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81609001"}}');
INSERT INTO public.unit VALUES ('U00336', 335, '青山区交警大队', '{"code": "U00336", "name": "青山区交警大队", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81610001"}}');
INSERT INTO public.unit VALUES ('U00337', 336, '青山区交警', '{"code": "U00337", "name": "青山区交警", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81610001"}}');
INSERT INTO public.unit VALUES ('U00338', 337, '青山区民政局', '{"code": "U00338", "name": "青山区民政局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81611001"}}');
INSERT INTO public.unit VALUES ('U00339', 338, '青山区退役军人事务局', '{"code": "U00339", "name": "青山区退役军人事务局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81612001"}}');
INSERT INTO public.unit VALUES ('U00340', 339, '青山区退役局', '{"code": "U00340", "name": "青山区退役局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81612001"}}');
INSERT INTO public.unit VALUES ('U00341', 340, '青山区农业农村局', '{"code": "U00341", "name": "青山区农业农村局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81613001"}}');
INSERT INTO public.unit VALUES ('U00342', 341, '青山区农业局', '{"code": "U00342", "name": "青山区农业局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81613001"}}');
INSERT INTO public.unit VALUES ('U00343', 342, '青山区税务局', '{"code": "U00343", "name": "青山区税务局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81614001"}}');
INSERT INTO public.unit VALUES ('U00344', 343, '青山区司法局', '{"code": "U00344", "name": "青山区司法局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81615001"}}');
INSERT INTO public.unit VALUES ('U00345', 344, '青山区信访局', '{"code": "U00345", "name": "青山区信访局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81616001"}}');
INSERT INTO public.unit VALUES ('U00346', 345, '青山区信访办', '{"code": "U00346", "name": "青山区信访办", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81616001"}}');
INSERT INTO public.unit VALUES ('U00347', 346, '青山区残疾人联合会', '{"code": "U00347", "name": "青山区残疾人联合会", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81617001"}}');
INSERT INTO public.unit VALUES ('U00348', 347, '青山区残联', '{"code": "U00348", "name": "青山区残联", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81617001"}}');
INSERT INTO public.unit VALUES ('U00349', 348, '青山区自然资源分局', '{"code": "U00349", "name": "青山区自然资源分局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81618001"}}');
INSERT INTO public.unit VALUES ('U00350', 349, '青山区国土局', '{"code": "U00350", "name": "青山区国土局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81618001"}}');
INSERT INTO public.unit VALUES ('U00351', 350, '青山区水利局', '{"code": "U00351", "name": "青山区水利局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81619001"}}');
INSERT INTO public.unit VALUES ('U00352', 351, '青山区林业局', '{"code": "U00352", "name": "青山区林业局", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-81620001"}}');
INSERT INTO public.unit VALUES ('U00353', 352, '云江县政府', '{"code": "U00353", "name": "云江县政府", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81700001"}}');
INSERT INTO public.unit VALUES ('U00354', 353, '云江县住建局', '{"code": "U00354", "name": "云江县住建局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81701001"}}');
INSERT INTO public.unit VALUES ('U00355', 354, '云江县城管局', '{"code": "U00355", "name": "云江县城管局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81702001"}}');
INSERT INTO public.unit VALUES ('U00356', 355, '云江县城管', '{"code": "U00356", "name": "云江县城管", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81702001"}}');
INSERT INTO public.unit VALUES ('U00357', 356, '云江县环保局', '{"code": "U00357", "name": "云江县环保局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81703001"}}');
INSERT INTO public.unit VALUES ('U00358', 357, '云江县教委', '{"code": "U00358", "name": "云江县教委", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81704001"}}');
INSERT INTO public.unit VALUES ('U00359', 358, '云江县人社局', '{"code": "U00359", "name": "云江县人社局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81705001"}}');
INSERT INTO public.unit VALUES ('U00360', 359, '云江县社保局', '{"code": "U00360", "name": "云江县社保局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81705001"}}');
INSERT INTO public.unit VALUES ('U00361', 360, '云江县市监局', '{"code": "U00361", "name": "云江县市监局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81706001"}}');
INSERT INTO public.unit VALUES ('U00362', 361, '云江县市场监管局', '{"code": "U00362", "name": "云江县市场监管局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81706001"}}');
INSERT INTO public.unit VALUES ('U00363', 362, '云江县卫健局', '{"code": "U00363", "name": "云江县卫健局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81707001"}}');
INSERT INTO public.unit VALUES ('U00364', 363, '云江县卫健委', '{"code": "U00364", "name": "云江县卫健委", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81707001"}}');
INSERT INTO public.unit VALUES ('U00365', 364, '云江县交通局', '{"code": "U00365", "name": "云江县交通局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81708001"}}');
INSERT INTO public.unit VALUES ('U00366', 365, '云江县公安局', '{"code": "U00366", "name": "云江县公安局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81709001"}}');
INSERT INTO public.unit VALUES ('U00367', 366, '云江县公安分局', '{"code": "U00367", "name": "云江县公安分局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81709001"}}');
INSERT INTO public.unit VALUES ('U00368', 367, '云江县交警大队', '{"code": "U00368", "name": "云江县交警大队", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81710001"}}');
INSERT INTO public.unit VALUES ('U00369', 368, '云江县交警', '{"code": "U00369", "name": "云江县交警", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81710001"}}');
INSERT INTO public.unit VALUES ('U00370', 369, '云江县民政局', '{"code": "U00370", "name": "云江县民政局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81711001"}}');
INSERT INTO public.unit VALUES ('U00371', 370, '云江县退役军人事务局', '{"code": "U00371", "name": "云江县退役军人事务局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81712001"}}');
INSERT INTO public.unit VALUES ('U00372', 371, '云江县退役局', '{"code": "U00372", "name": "云江县退役局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81712001"}}');
INSERT INTO public.unit VALUES ('U00373', 372, '云江县农业农村局', '{"code": "U00373", "name": "云江县农业农村局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81713001"}}');
INSERT INTO public.unit VALUES ('U00374', 373, '云江县农业局', '{"code": "U00374", "name": "云江县农业局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81713001"}}');
INSERT INTO public.unit VALUES ('U00375', 374, '云江县税务局', '{"code": "U00375", "name": "云江县税务局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81714001"}}');
INSERT INTO public.unit VALUES ('U00376', 375, '云江县司法局', '{"code": "U00376", "name": "云江县司法局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81715001"}}');
INSERT INTO public.unit VALUES ('U00377', 376, '云江县信访局', '{"code": "U00377", "name": "云江县信访局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81716001"}}');
INSERT INTO public.unit VALUES ('U00378', 377, '云江县信访办', '{"code": "U00378", "name": "云江县信访办", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81716001"}}');
INSERT INTO public.unit VALUES ('U00379', 378, '云江县残疾人联合会', '{"code": "U00379", "name": "云江县残疾人联合会", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81717001"}}');
INSERT INTO public.unit VALUES ('U00380', 379, '云江县残联', '{"code": "U00380", "name": "云江县残联", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81717001"}}');
INSERT INTO public.unit VALUES ('U00381', 380, '云江县自然资源局', '{"code": "U00381", "name": "云江县自然资源局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81718001"}}');
INSERT INTO public.unit VALUES ('U00382', 381, '云江县自然资源分局', '{"code": "U00382", "name": "云江县自然资源分局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81718001"}}');
INSERT INTO public.unit VALUES ('U00383', 382, '云江县国土局', '{"code": "U00383", "name": "云江县国土局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81718001"}}');
INSERT INTO public.unit VALUES ('U00384', 383, '云江县水利局', '{"code": "U00384", "name": "云江县水利局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81719001"}}');
INSERT INTO public.unit VALUES ('U00385', 384, '云江县林业局', '{"code": "U00385", "name": "云江县林业局", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-81720001"}}');
INSERT INTO public.unit VALUES ('U00386', 385, '龙泉县政府', '{"code": "U00386", "name": "龙泉县政府", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81800001"}}');
INSERT INTO public.unit VALUES ('U00387', 386, '龙泉县住建局', '{"code": "U00387", "name": "龙泉县住建局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81801001"}}');
INSERT INTO public.unit VALUES ('U00388', 387, '龙泉县城管局', '{"code": "U00388", "name": "龙泉县城管局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81802001"}}');
INSERT INTO public.unit VALUES ('U00389', 388, '龙泉县城管', '{"code": "U00389", "name": "龙泉县城管", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81802001"}}');
INSERT INTO public.unit VALUES ('U00390', 389, '龙泉县环保局', '{"code": "U00390", "name": "龙泉县环保局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81803001"}}');
INSERT INTO public.unit VALUES ('U00391', 390, '龙泉县教委', '{"code": "U00391", "name": "龙泉县教委", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81804001"}}');
INSERT INTO public.unit VALUES ('U00392', 391, '龙泉县人社局', '{"code": "U00392", "name": "龙泉县人社局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81805001"}}');
INSERT INTO public.unit VALUES ('U00393', 392, '龙泉县社保局', '{"code": "U00393", "name": "龙泉县社保局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81805001"}}');
INSERT INTO public.unit VALUES ('U00394', 393, '龙泉县市监局', '{"code": "U00394", "name": "龙泉县市监局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81806001"}}');
INSERT INTO public.unit VALUES ('U00395', 394, '龙泉县市场监管局', '{"code": "U00395", "name": "龙泉县市场监管局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81806001"}}');
INSERT INTO public.unit VALUES ('U00396', 395, '龙泉县卫健局', '{"code": "U00396", "name": "龙泉县卫健局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81807001"}}');
INSERT INTO public.unit VALUES ('U00397', 396, '龙泉县卫健委', '{"code": "U00397", "name": "龙泉县卫健委", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81807001"}}');
INSERT INTO public.unit VALUES ('U00398', 397, '龙泉县交通局', '{"code": "U00398", "name": "龙泉县交通局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81808001"}}');
INSERT INTO public.unit VALUES ('U00399', 398, '龙泉县公安局', '{"code": "U00399", "name": "龙泉县公安局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81809001"}}');
INSERT INTO public.unit VALUES ('U00400', 399, '龙泉县公安分局', '{"code": "U00400", "name": "龙泉县公安分局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81809001"}}');
INSERT INTO public.unit VALUES ('U00401', 400, '龙泉县交警大队', '{"code": "U00401", "name": "龙泉县交警大队", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81810001"}}');
INSERT INTO public.unit VALUES ('U00402', 401, '龙泉县交警', '{"code": "U00402", "name": "龙泉县交警", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81810001"}}');
INSERT INTO public.unit VALUES ('U00403', 402, '龙泉县民政局', '{"code": "U00403", "name": "龙泉县民政局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81811001"}}');
INSERT INTO public.unit VALUES ('U00404', 403, '龙泉县退役军人事务局', '{"code": "U00404", "name": "龙泉县退役军人事务局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81812001"}}');
INSERT INTO public.unit VALUES ('U00405', 404, '龙泉县退役局', '{"code": "U00405", "name": "龙泉县退役局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81812001"}}');
INSERT INTO public.unit VALUES ('U00406', 405, '龙泉县农业农村局', '{"code": "U00406", "name": "龙泉县农业农村局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81813001"}}');
INSERT INTO public.unit VALUES ('U00407', 406, '龙泉县农业局', '{"code": "U00407", "name": "龙泉县农业局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81813001"}}');
INSERT INTO public.unit VALUES ('U00408', 407, '龙泉县税务局', '{"code": "U00408", "name": "龙泉县税务局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81814001"}}');
INSERT INTO public.unit VALUES ('U00409', 408, '龙泉县司法局', '{"code": "U00409", "name": "龙泉县司法局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81815001"}}');
INSERT INTO public.unit VALUES ('U00410', 409, '龙泉县信访局', '{"code": "U00410", "name": "龙泉县信访局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81816001"}}');
INSERT INTO public.unit VALUES ('U00411', 410, '龙泉县信访办', '{"code": "U00411", "name": "龙泉县信访办", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81816001"}}');
INSERT INTO public.unit VALUES ('U00412', 411, '龙泉县残疾人联合会', '{"code": "U00412", "name": "龙泉县残疾人联合会", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81817001"}}');
INSERT INTO public.unit VALUES ('U00413', 412, '龙泉县残联', '{"code": "U00413", "name": "龙泉县残联", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81817001"}}');
INSERT INTO public.unit VALUES ('U00414', 413, '龙泉县自然资源局', '{"code": "U00414", "name": "龙泉县自然资源局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81818001"}}');
INSERT INTO public.unit VALUES ('U00415', 414, '龙泉县自然资源分局', '{"code": "U00415", "name": "龙泉县自然资源分局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81818001"}}');
INSERT INTO public.unit VALUES ('U00416', 415, '龙泉县国土局', '{"code": "U00416", "name": "龙泉县国土局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81818001"}}');
INSERT INTO public.unit VALUES ('U00417', 416, '龙泉县水利局', '{"code": "U00417", "name": "龙泉县水利局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81819001"}}');
INSERT INTO public.unit VALUES ('U00418', 417, '龙泉县林业局', '{"code": "U00418", "name": "龙泉县林业局", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-81820001"}}');
INSERT INTO public.unit VALUES ('U00419', 418, '临江县政府', '{"code": "U00419", "name": "临江县政府", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81900001"}}');
INSERT INTO public.unit VALUES ('U00420', 419, '临江县住建局', '{"code": "U00420", "name": "临江县住建局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81901001"}}');
INSERT INTO public.unit VALUES ('U00421', 420, '临江县城管局', '{"code": "U00421", "name": "临江县城管局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81902001"}}');
INSERT INTO public.unit VALUES ('U00422', 421, '临江县城管', '{"code": "U00422", "name": "临江县城管", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81902001"}}');
INSERT INTO public.unit VALUES ('U00423', 422, '临江县环保局', '{"code": "U00423", "name": "临江县环保局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81903001"}}');
INSERT INTO public.unit VALUES ('U00424', 423, '临江县教委', '{"code": "U00424", "name": "临江县教委", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81904001"}}');
INSERT INTO public.unit VALUES ('U00425', 424, '临江县人社局', '{"code": "U00425", "name": "临江县人社局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81905001"}}');
INSERT INTO public.unit VALUES ('U00426', 425, '临江县社保局', '{"code": "U00426", "name": "临江县社保局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81905001"}}');
INSERT INTO public.unit VALUES ('U00427', 426, '临江县市监局', '{"code": "U00427", "name": "临江县市监局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81906001"}}');
INSERT INTO public.unit VALUES ('U00428', 427, '临江县市场监管局', '{"code": "U00428", "name": "临江县市场监管局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81906001"}}');
INSERT INTO public.unit VALUES ('U00429', 428, '临江县卫健局', '{"code": "U00429", "name": "临江县卫健局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81907001"}}');
INSERT INTO public.unit VALUES ('U00430', 429, '临江县卫健委', '{"code": "U00430", "name": "临江县卫健委", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81907001"}}');
INSERT INTO public.unit VALUES ('U00431', 430, '临江县交通局', '{"code": "U00431", "name": "临江县交通局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81908001"}}');
INSERT INTO public.unit VALUES ('U00432', 431, '临江县公安局', '{"code": "U00432", "name": "临江县公安局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81909001"}}');
INSERT INTO public.unit VALUES ('U00433', 432, '临江县公安分局', '{"code": "U00433", "name": "临江县公安分局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81909001"}}');
INSERT INTO public.unit VALUES ('U00434', 433, '临江县交警大队', '{"code": "U00434", "name": "临江县交警大队", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81910001"}}');
INSERT INTO public.unit VALUES ('U00435', 434, '临江县交警', '{"code": "U00435", "name": "临江县交警", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81910001"}}');
INSERT INTO public.unit VALUES ('U00436', 435, '临江县民政局', '{"code": "U00436", "name": "临江县民政局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81911001"}}');
INSERT INTO public.unit VALUES ('U00437', 436, '临江县退役军人事务局', '{"code": "U00437", "name": "临江县退役军人事务局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81912001"}}');
INSERT INTO public.unit VALUES ('U00438', 437, '临江县退役局', '{"code": "U00438", "name": "临江县退役局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81912001"}}');
INSERT INTO public.unit VALUES ('U00439', 438, '临江县农业农村局', '{"code": "U00439", "name": "临江县农业农村局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81913001"}}');
INSERT INTO public.unit VALUES ('U00440', 439, '临江县农业局', '{"code": "U00440", "name": "临江县农业局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81913001"}}');
INSERT INTO public.unit VALUES ('U00441', 440, '临江县税务局', '{"code": "U00441", "name": "临江县税务局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81914001"}}');
INSERT INTO public.unit VALUES ('U00442', 441, '临江县司法局', '{"code": "U00442", "name": "临江县司法局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81915001"}}');
INSERT INTO public.unit VALUES ('U00443', 442, '临江县信访局', '{"code": "U00443", "name": "临江县信访局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81916001"}}');
INSERT INTO public.unit VALUES ('U00444', 443, '临江县信访办', '{"code": "U00444", "name": "临江县信访办", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81916001"}}');
INSERT INTO public.unit VALUES ('U00445', 444, '临江县残疾人联合会', '{"code": "U00445", "name": "临江县残疾人联合会", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81917001"}}');
INSERT INTO public.unit VALUES ('U00446', 445, '临江县残联', '{"code": "U00446", "name": "临江县残联", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81917001"}}');
INSERT INTO public.unit VALUES ('U00447', 446, '临江县自然资源局', '{"code": "U00447", "name": "临江县自然资源局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81918001"}}');
INSERT INTO public.unit VALUES ('U00448', 447, '临江县自然资源分局', '{"code": "U00448", "name": "临江县自然资源分局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81918001"}}');
INSERT INTO public.unit VALUES ('U00449', 448, '临江县国土局', '{"code": "U00449", "name": "临江县国土局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81918001"}}');
INSERT INTO public.unit VALUES ('U00450', 449, '临江县水利局', '{"code": "U00450", "name": "临江县水利局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81919001"}}');
INSERT INTO public.unit VALUES ('U00451', 450, '临江县林业局', '{"code": "U00451", "name": "临江县林业局", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-81920001"}}');
INSERT INTO public.unit VALUES ('U00452', 451, '热力公司', '{"code": "U00452", "name": "热力公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010100"}}');
INSERT INTO public.unit VALUES ('U00453', 452, '排水公司', '{"code": "U00453", "name": "排水公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010101"}}');
INSERT INTO public.unit VALUES ('U00454', 453, '城市停车公司', '{"code": "U00454", "name": "城市停车公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010102"}}');
INSERT INTO public.unit VALUES ('U00455', 454, '机场集团', '{"code": "U00455", "name": "机场集团", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010103"}}');
INSERT INTO public.unit VALUES ('U00456', 455, '火车站管理办公室', '{"code": "U00456", "name": "火车站管理办公室", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010104"}}');
INSERT INTO public.unit VALUES ('U00457', 456, '有线电视公司', '{"code": "U00457", "name": "有线电视公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010105"}}');
INSERT INTO public.unit VALUES ('U00458', 457, '移动公司', '{"code": "U00458", "name": "移动公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010106"}}');
INSERT INTO public.unit VALUES ('U00459', 458, '联通公司', '{"code": "U00459", "name": "联通公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010107"}}');
INSERT INTO public.unit VALUES ('U00460', 459, '电信公司', '{"code": "U00460", "name": "电信公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010108"}}');
INSERT INTO public.unit VALUES ('U00461', 460, '铁塔公司', '{"code": "U00461", "name": "铁塔公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010109"}}');
INSERT INTO public.unit VALUES ('U00462', 461, '邮政公司', '{"code": "U00462", "name": "邮政公司", "kind": "部门", "parent": "U00001", "backs": [], "contacts": {"phone": "0731-80010110"}}');
INSERT INTO public.unit VALUES ('U00463', 462, '湖滨街道', '{"code": "U00463", "name": "湖滨街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82101001"}}');
INSERT INTO public.unit VALUES ('U00464', 463, '柳塘街道', '{"code": "U00464", "name": "柳塘街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82102001"}}');
INSERT INTO public.unit VALUES ('U00465', 464, '文渡街道', '{"code": "U00465", "name": "文渡街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82103001"}}');
INSERT INTO public.unit VALUES ('U00466', 465, '雁湖街道', '{"code": "U00466", "name": "雁湖街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82104001"}}');
INSERT INTO public.unit VALUES ('U00467', 466, '金穗街道', '{"code": "U00467", "name": "金穗街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82105001"}}');
INSERT INTO public.unit VALUES ('U00468', 467, '荷风街道', '{"code": "U00468", "name": "荷风街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82106001"}}');
INSERT INTO public.unit VALUES ('U00469', 468, '望湖街道', '{"code": "U00469", "name": "望湖街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82107001"}}');
INSERT INTO public.unit VALUES ('U00470', 469, '青萍街道', '{"code": "U00470", "name": "青萍街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82108001"}}');
INSERT INTO public.unit VALUES ('U00471', 470, '化工路街道', '{"code": "U00471", "name": "化工路街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82109001"}}');
INSERT INTO public.unit VALUES ('U00472', 471, '柳荫街道', '{"code": "U00472", "name": "柳荫街道", "kind": "部门", "parent": "U00002", "backs": [], "contacts": {"phone": "0731-82110001"}}');
INSERT INTO public.unit VALUES ('U00473', 472, '禾仓街道', '{"code": "U00473", "name": "禾仓街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82201001"}}');
INSERT INTO public.unit VALUES ('U00474', 473, '桥头街道', '{"code": "U00474", "name": "桥头街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82202001"}}');
INSERT INTO public.unit VALUES ('U00475', 474, '新苗街道', '{"code": "U00475", "name": "新苗街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82203001"}}');
INSERT INTO public.unit VALUES ('U00476', 475, '铁佛街道', '{"code": "U00476", "name": "铁佛街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82204001"}}');
INSERT INTO public.unit VALUES ('U00477', 476, '半山亭街道', '{"code": "U00477", "name": "半山亭街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82205001"}}');
INSERT INTO public.unit VALUES ('U00478', 477, '岭前街道', '{"code": "U00478", "name": "岭前街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82206001"}}');
INSERT INTO public.unit VALUES ('U00479', 478, '栖月街道', '{"code": "U00479", "name": "栖月街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82207001"}}');
INSERT INTO public.unit VALUES ('U00480', 479, '枫溪街道', '{"code": "U00480", "name": "枫溪街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82208001"}}');
INSERT INTO public.unit VALUES ('U00481', 480, '搪瓷厂街道', '{"code": "U00481", "name": "搪瓷厂街道", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82209001"}}');
INSERT INTO public.unit VALUES ('U00482', 481, '莲坳镇', '{"code": "U00482", "name": "莲坳镇", "kind": "部门", "parent": "U00003", "backs": [], "contacts": {"phone": "0731-82210001"}}');
INSERT INTO public.unit VALUES ('U00483', 482, '浦前街道', '{"code": "U00483", "name": "浦前街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82301001"}}');
INSERT INTO public.unit VALUES ('U00484', 483, '稻香街道', '{"code": "U00484", "name": "稻香街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82302001"}}');
INSERT INTO public.unit VALUES ('U00485', 484, '蓝田街道', '{"code": "U00485", "name": "蓝田街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82303001"}}');
INSERT INTO public.unit VALUES ('U00486', 485, '桐花街道', '{"code": "U00486", "name": "桐花街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82304001"}}');
INSERT INTO public.unit VALUES ('U00487', 486, '码头街道', '{"code": "U00487", "name": "码头街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82305001"}}');
INSERT INTO public.unit VALUES ('U00488', 487, '水车坊街道', '{"code": "U00488", "name": "水车坊街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82306001"}}');
INSERT INTO public.unit VALUES ('U00489', 488, '纸坊街道', '{"code": "U00489", "name": "纸坊街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82307001"}}');
INSERT INTO public.unit VALUES ('U00490', 489, '汀洲街道', '{"code": "U00490", "name": "汀洲街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82308001"}}');
INSERT INTO public.unit VALUES ('U00491', 490, '云麓街道', '{"code": "U00491", "name": "云麓街道", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82309001"}}');
INSERT INTO public.unit VALUES ('U00492', 491, '浦南镇', '{"code": "U00492", "name": "浦南镇", "kind": "部门", "parent": "U00004", "backs": [], "contacts": {"phone": "0731-82310001"}}');
INSERT INTO public.unit VALUES ('U00493', 492, '麓东街道', '{"code": "U00493", "name": "麓东街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82401001"}}');
INSERT INTO public.unit VALUES ('U00494', 493, '学府街道', '{"code": "U00494", "name": "学府街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82402001"}}');
INSERT INTO public.unit VALUES ('U00495', 494, '星河街道', '{"code": "U00495", "name": "星河街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82403001"}}');
INSERT INTO public.unit VALUES ('U00496', 495, '彩虹街道', '{"code": "U00496", "name": "彩虹街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82404001"}}');
INSERT INTO public.unit VALUES ('U00497', 496, '会展街道', '{"code": "U00497", "name": "会展街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82405001"}}');
INSERT INTO public.unit VALUES ('U00498', 497, '丹枫街道', '{"code": "U00498", "name": "丹枫街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82406001"}}');
INSERT INTO public.unit VALUES ('U00499', 498, '鹤鸣街道', '{"code": "U00499", "name": "鹤鸣街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82407001"}}');
INSERT INTO public.unit VALUES ('U00500', 499, '北辰街道', '{"code": "U00500", "name": "北辰街道", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82408001"}}');
INSERT INTO public.unit VALUES ('U00501', 500, '金岗镇', '{"code": "U00501", "name": "金岗镇", "kind": "部门", "parent": "U00005", "backs": [], "contacts": {"phone": "0731-82409001"}}');
INSERT INTO public.unit VALUES ('U00502', 501, '望江街道', '{"code": "U00502", "name": "望江街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82501001"}}');
INSERT INTO public.unit VALUES ('U00503', 502, '渔市街道', '{"code": "U00503", "name": "渔市街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82502001"}}');
INSERT INTO public.unit VALUES ('U00504', 503, '桐油坊街道', '{"code": "U00504", "name": "桐油坊街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82503001"}}');
INSERT INTO public.unit VALUES ('U00505', 504, '石灰窑街道', '{"code": "U00505", "name": "石灰窑街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82504001"}}');
INSERT INTO public.unit VALUES ('U00506', 505, '滨江街道', '{"code": "U00506", "name": "滨江街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82505001"}}');
INSERT INTO public.unit VALUES ('U00507', 506, '银杉街道', '{"code": "U00507", "name": "银杉街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82506001"}}');
INSERT INTO public.unit VALUES ('U00508', 507, '老盐巷街道', '{"code": "U00508", "name": "老盐巷街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82507001"}}');
INSERT INTO public.unit VALUES ('U00509', 508, '仓前街道', '{"code": "U00509", "name": "仓前街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82508001"}}');
INSERT INTO public.unit VALUES ('U00510', 509, '芦花街道', '{"code": "U00510", "name": "芦花街道", "kind": "部门", "parent": "U00006", "backs": [], "contacts": {"phone": "0731-82509001"}}');
INSERT INTO public.unit VALUES ('U00511', 510, '凤麟街道', '{"code": "U00511", "name": "凤麟街道", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82601001"}}');
INSERT INTO public.unit VALUES ('U00512', 511, '栗园街道', '{"code": "U00512", "name": "栗园街道", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82602001"}}');
INSERT INTO public.unit VALUES ('U00513', 512, '纺织街道', '{"code": "U00513", "name": "纺织街道", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82603001"}}');
INSERT INTO public.unit VALUES ('U00514', 513, '柏树街道', '{"code": "U00514", "name": "柏树街道", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82604001"}}');
INSERT INTO public.unit VALUES ('U00515', 514, '槐叶街道', '{"code": "U00515", "name": "槐叶街道", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82605001"}}');
INSERT INTO public.unit VALUES ('U00516', 515, '松坞街道', '{"code": "U00516", "name": "松坞街道", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82606001"}}');
INSERT INTO public.unit VALUES ('U00517', 516, '百合街道', '{"code": "U00517", "name": "百合街道", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82607001"}}');
INSERT INTO public.unit VALUES ('U00518', 517, '石盘镇', '{"code": "U00518", "name": "石盘镇", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82608001"}}');
INSERT INTO public.unit VALUES ('U00519', 518, '望驼镇', '{"code": "U00519", "name": "望驼镇", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82609001"}}');
INSERT INTO public.unit VALUES ('U00520', 519, '黑石乡', '{"code": "U00520", "name": "黑石乡", "kind": "部门", "parent": "U00007", "backs": [], "contacts": {"phone": "0731-82610001"}}');
INSERT INTO public.unit VALUES ('U00521', 520, '白栎街道', '{"code": "U00521", "name": "白栎街道", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82701001"}}');
INSERT INTO public.unit VALUES ('U00522', 521, '新安镇', '{"code": "U00522", "name": "新安镇", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82702001"}}');
INSERT INTO public.unit VALUES ('U00523', 522, '云溪镇', '{"code": "U00523", "name": "云溪镇", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82703001"}}');
INSERT INTO public.unit VALUES ('U00524', 523, '杨梅镇', '{"code": "U00524", "name": "杨梅镇", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82704001"}}');
INSERT INTO public.unit VALUES ('U00525', 524, '茅坪乡', '{"code": "U00525", "name": "茅坪乡", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82705001"}}');
INSERT INTO public.unit VALUES ('U00526', 525, '石马镇', '{"code": "U00526", "name": "石马镇", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82706001"}}');
INSERT INTO public.unit VALUES ('U00527', 526, '青石镇', '{"code": "U00527", "name": "青石镇", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82707001"}}');
INSERT INTO public.unit VALUES ('U00528', 527, '河口镇', '{"code": "U00528", "name": "河口镇", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82708001"}}');
INSERT INTO public.unit VALUES ('U00529', 528, '沅坪镇', '{"code": "U00529", "name": "沅坪镇", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82709001"}}');
INSERT INTO public.unit VALUES ('U00530', 529, '鹞岭乡', '{"code": "U00530", "name": "鹞岭乡", "kind": "部门", "parent": "U00008", "backs": [], "contacts": {"phone": "0731-82710001"}}');
INSERT INTO public.unit VALUES ('U00531', 530, '龙泉街道', '{"code": "U00531", "name": "龙泉街道", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82801001"}}');
INSERT INTO public.unit VALUES ('U00532', 531, '城南街道', '{"code": "U00532", "name": "城南街道", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82802001"}}');
INSERT INTO public.unit VALUES ('U00533', 532, '渡云镇', '{"code": "U00533", "name": "渡云镇", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82803001"}}');
INSERT INTO public.unit VALUES ('U00534', 533, '双沟镇', '{"code": "U00534", "name": "双沟镇", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82804001"}}');
INSERT INTO public.unit VALUES ('U00535', 534, '牛栏镇', '{"code": "U00535", "name": "牛栏镇", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82805001"}}');
INSERT INTO public.unit VALUES ('U00536', 535, '二道河镇', '{"code": "U00536", "name": "二道河镇", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82806001"}}');
INSERT INTO public.unit VALUES ('U00537', 536, '清溪乡', '{"code": "U00537", "name": "清溪乡", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82807001"}}');
INSERT INTO public.unit VALUES ('U00538', 537, '石坝镇', '{"code": "U00538", "name": "石坝镇", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82808001"}}');
INSERT INTO public.unit VALUES ('U00539', 538, '岷塘镇', '{"code": "U00539", "name": "岷塘镇", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82809001"}}');
INSERT INTO public.unit VALUES ('U00540', 539, '响水镇', '{"code": "U00540", "name": "响水镇", "kind": "部门", "parent": "U00009", "backs": [], "contacts": {"phone": "0731-82810001"}}');
INSERT INTO public.unit VALUES ('U00541', 540, '临江街道', '{"code": "U00541", "name": "临江街道", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82901001"}}');
INSERT INTO public.unit VALUES ('U00542', 541, '听涛街道', '{"code": "U00542", "name": "听涛街道", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82902001"}}');
INSERT INTO public.unit VALUES ('U00543', 542, '泊口镇', '{"code": "U00543", "name": "泊口镇", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82903001"}}');
INSERT INTO public.unit VALUES ('U00544', 543, '冷水镇', '{"code": "U00544", "name": "冷水镇", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82904001"}}');
INSERT INTO public.unit VALUES ('U00545', 544, '雁回镇', '{"code": "U00545", "name": "雁回镇", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82905001"}}');
INSERT INTO public.unit VALUES ('U00546', 545, '柳坝镇', '{"code": "U00546", "name": "柳坝镇", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82906001"}}');
INSERT INTO public.unit VALUES ('U00547', 546, '虹湾镇', '{"code": "U00547", "name": "虹湾镇", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82907001"}}');
INSERT INTO public.unit VALUES ('U00548', 547, '龙潭镇', '{"code": "U00548", "name": "龙潭镇", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82908001"}}');
INSERT INTO public.unit VALUES ('U00549', 548, '菱湖镇', '{"code": "U00549", "name": "菱湖镇", "kind": "部门", "parent": "U00010", "backs": [], "contacts": {"phone": "0731-82909001"}}');
SELECT pg_catalog.setval('public.announcement_id_seq', 1, false);
SELECT pg_catalog.setval('public.directory_revision_id_seq', 1, false);
SELECT pg_catalog.setval('public.learning_run_id_seq', 1, false);
SELECT pg_catalog.setval('public.reader_proposal_id_seq', 1, false);
SELECT pg_catalog.setval('public.reader_publication_id_seq', 1, false);
SELECT pg_catalog.setval('public.reader_shadow_difference_id_seq', 1, false);
SELECT pg_catalog.setval('public.reader_shadow_id_seq', 1, false);
SELECT pg_catalog.setval('public.rule_book_proposal_id_seq', 1, false);
SELECT pg_catalog.setval('public.rule_book_publication_id_seq', 1, true);
SELECT pg_catalog.setval('public.rule_book_schedule_id_seq', 1, false);
SELECT pg_catalog.setval('public.rule_book_shadow_difference_id_seq', 1, false);
SELECT pg_catalog.setval('public.rule_book_shadow_id_seq', 1, false);
SELECT pg_catalog.setval('public.token_revocation_id_seq', 1, false);
ALTER TABLE ONLY public.access_case
    ADD CONSTRAINT access_case_pkey PRIMARY KEY (case_id, access_id);
ALTER TABLE ONLY public.access_case_202612
    ADD CONSTRAINT access_case_202612_pkey PRIMARY KEY (case_id, access_id);
ALTER TABLE ONLY public.access_case_202701
    ADD CONSTRAINT access_case_202701_pkey PRIMARY KEY (case_id, access_id);
ALTER TABLE ONLY public.access_case_default
    ADD CONSTRAINT access_case_default_pkey PRIMARY KEY (case_id, access_id);
ALTER TABLE ONLY public.access_entry
    ADD CONSTRAINT access_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_entry_202612
    ADD CONSTRAINT access_entry_202612_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_entry_202701
    ADD CONSTRAINT access_entry_202701_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_entry_default
    ADD CONSTRAINT access_entry_default_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.announcement
    ADD CONSTRAINT announcement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answer
    ADD CONSTRAINT answer_pkey1 PRIMARY KEY (case_id, version, call_id);
ALTER TABLE ONLY public.answer_202611
    ADD CONSTRAINT answer_202611_pkey PRIMARY KEY (case_id, version, call_id);
ALTER TABLE ONLY public.answer_202612
    ADD CONSTRAINT answer_202612_pkey PRIMARY KEY (case_id, version, call_id);
ALTER TABLE ONLY public.answer_202701
    ADD CONSTRAINT answer_202701_pkey PRIMARY KEY (case_id, version, call_id);
ALTER TABLE ONLY public.answer_default
    ADD CONSTRAINT answer_default_pkey PRIMARY KEY (case_id, version, call_id);
ALTER TABLE ONLY public.archived
    ADD CONSTRAINT archived_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_pkey1 PRIMARY KEY (case_id, number);
ALTER TABLE ONLY public.assignment_202611
    ADD CONSTRAINT assignment_202611_pkey PRIMARY KEY (case_id, number);
ALTER TABLE ONLY public.assignment_202612
    ADD CONSTRAINT assignment_202612_pkey PRIMARY KEY (case_id, number);
ALTER TABLE ONLY public.assignment_2027
    ADD CONSTRAINT assignment_2027_pkey PRIMARY KEY (case_id, number);
ALTER TABLE ONLY public.assignment_default
    ADD CONSTRAINT assignment_default_pkey PRIMARY KEY (case_id, number);
ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_pkey PRIMARY KEY (case_id, "position");
ALTER TABLE ONLY public.calendar_change
    ADD CONSTRAINT calendar_change_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.calendar_move
    ADD CONSTRAINT calendar_move_pkey PRIMARY KEY (case_id, change_id);
ALTER TABLE ONLY public.call
    ADD CONSTRAINT call_pkey1 PRIMARY KEY (case_id);
ALTER TABLE ONLY public.call_202611
    ADD CONSTRAINT call_202611_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.call_202612
    ADD CONSTRAINT call_202612_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.call_202701
    ADD CONSTRAINT call_202701_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.call_default
    ADD CONSTRAINT call_default_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.call_request
    ADD CONSTRAINT call_request_pkey PRIMARY KEY (request_id);
ALTER TABLE ONLY public.case_caller
    ADD CONSTRAINT case_caller_pkey1 PRIMARY KEY (case_id, call_id);
ALTER TABLE ONLY public.case_caller_202611
    ADD CONSTRAINT case_caller_202611_pkey PRIMARY KEY (case_id, call_id);
ALTER TABLE ONLY public.case_caller_202612
    ADD CONSTRAINT case_caller_202612_pkey PRIMARY KEY (case_id, call_id);
ALTER TABLE ONLY public.case_caller_202701
    ADD CONSTRAINT case_caller_202701_pkey PRIMARY KEY (case_id, call_id);
ALTER TABLE ONLY public.case_caller_default
    ADD CONSTRAINT case_caller_default_pkey PRIMARY KEY (case_id, call_id);
ALTER TABLE ONLY public.case_search
    ADD CONSTRAINT case_search_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.counter
    ADD CONSTRAINT counter_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.decision
    ADD CONSTRAINT decision_pkey1 PRIMARY KEY (case_id, version);
ALTER TABLE ONLY public.decision_202611
    ADD CONSTRAINT decision_202611_pkey PRIMARY KEY (case_id, version);
ALTER TABLE ONLY public.decision_202612
    ADD CONSTRAINT decision_202612_pkey PRIMARY KEY (case_id, version);
ALTER TABLE ONLY public.decision_202701
    ADD CONSTRAINT decision_202701_pkey PRIMARY KEY (case_id, version);
ALTER TABLE ONLY public.decision_default
    ADD CONSTRAINT decision_default_pkey PRIMARY KEY (case_id, version);
ALTER TABLE ONLY public.directory_revision
    ADD CONSTRAINT directory_revision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.gazetteer
    ADD CONSTRAINT gazetteer_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.handover
    ADD CONSTRAINT handover_pkey PRIMARY KEY (case_id, number);
ALTER TABLE ONLY public.holiday
    ADD CONSTRAINT holiday_pkey PRIMARY KEY (day);
ALTER TABLE ONLY public.hotline_case
    ADD CONSTRAINT hotline_case_pkey1 PRIMARY KEY (id);
ALTER TABLE ONLY public.hotline_case_202611
    ADD CONSTRAINT hotline_case_202611_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.hotline_case_202612
    ADD CONSTRAINT hotline_case_202612_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.hotline_case_2027
    ADD CONSTRAINT hotline_case_2027_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.hotline_case_default
    ADD CONSTRAINT hotline_case_default_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.hotspot_case
    ADD CONSTRAINT issue_case_pkey PRIMARY KEY (hotspot_id, case_id);
ALTER TABLE ONLY public.hotspot_merged
    ADD CONSTRAINT issue_merged_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.hotspot_pair
    ADD CONSTRAINT issue_pair_pkey PRIMARY KEY (pair, case_id);
ALTER TABLE ONLY public.hotspot_pair_seen
    ADD CONSTRAINT issue_pair_seen_pkey PRIMARY KEY (pair);
ALTER TABLE ONLY public.hotspot
    ADD CONSTRAINT issue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.journal
    ADD CONSTRAINT journal_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY public.judgement
    ADD CONSTRAINT judgement_pkey PRIMARY KEY (case_id, version);
ALTER TABLE ONLY public.learning_run
    ADD CONSTRAINT learning_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.log_entry
    ADD CONSTRAINT log_entry_pkey1 PRIMARY KEY (case_id, sequence);
ALTER TABLE ONLY public.log_entry_202611
    ADD CONSTRAINT log_entry_202611_pkey PRIMARY KEY (case_id, sequence);
ALTER TABLE ONLY public.log_entry_202612
    ADD CONSTRAINT log_entry_202612_pkey PRIMARY KEY (case_id, sequence);
ALTER TABLE ONLY public.log_entry_202701
    ADD CONSTRAINT log_entry_202701_pkey PRIMARY KEY (case_id, sequence);
ALTER TABLE ONLY public.log_entry_default
    ADD CONSTRAINT log_entry_default_pkey PRIMARY KEY (case_id, sequence);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.open_location
    ADD CONSTRAINT open_location_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.overview
    ADD CONSTRAINT overview_pkey PRIMARY KEY (day, format);
ALTER TABLE ONLY public.place_dismissed
    ADD CONSTRAINT place_dismissed_pkey PRIMARY KEY (name, district);
ALTER TABLE ONLY public.place
    ADD CONSTRAINT place_pkey PRIMARY KEY (name, unit);
ALTER TABLE ONLY public.place_sighting
    ADD CONSTRAINT place_sighting_pkey PRIMARY KEY (name, district, case_id);
ALTER TABLE ONLY public.reader
    ADD CONSTRAINT reader_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.reader_proposal
    ADD CONSTRAINT reader_proposal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reader_publication
    ADD CONSTRAINT reader_publication_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reader_shadow_difference
    ADD CONSTRAINT reader_shadow_difference_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reader_shadow
    ADD CONSTRAINT reader_shadow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rule_book
    ADD CONSTRAINT rule_book_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.rule_book_proposal
    ADD CONSTRAINT rule_book_proposal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rule_book_publication
    ADD CONSTRAINT rule_book_publication_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rule_book_schedule
    ADD CONSTRAINT rule_book_schedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rule_book_shadow_difference
    ADD CONSTRAINT rule_book_shadow_difference_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rule_book_shadow
    ADD CONSTRAINT rule_book_shadow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.schema_version
    ADD CONSTRAINT schema_version_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.signed_head
    ADD CONSTRAINT signed_head_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.slip
    ADD CONSTRAINT slip_pkey PRIMARY KEY (case_id, id);
ALTER TABLE ONLY public.stuck_item
    ADD CONSTRAINT stuck_item_pkey PRIMARY KEY (job, item);
ALTER TABLE ONLY public.token_revocation
    ADD CONSTRAINT token_revocation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.unit
    ADD CONSTRAINT unit_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.verification
    ADD CONSTRAINT verification_pkey PRIMARY KEY (id);
CREATE INDEX access_by_who ON ONLY public.access_entry USING btree (who, id);
CREATE INDEX access_entry_202612_who_id_idx ON public.access_entry_202612 USING btree (who, id);
CREATE INDEX access_entry_202701_who_id_idx ON public.access_entry_202701 USING btree (who, id);
CREATE INDEX access_entry_default_who_id_idx ON public.access_entry_default USING btree (who, id);
CREATE INDEX announcement_by_release ON public.announcement USING btree (released_at) WHERE (released_at IS NOT NULL);
CREATE INDEX archived_by_district ON public.archived USING btree (district, sequence);
CREATE INDEX archived_by_lead ON public.archived USING btree (lead, sequence);
CREATE INDEX archived_by_matter ON public.archived USING btree (matter, sequence);
CREATE INDEX archived_by_retention ON public.archived USING btree (retention, kept_until);
CREATE UNIQUE INDEX archived_by_sequence ON public.archived USING btree (sequence);
CREATE INDEX assignment_provisional ON ONLY public.assignment USING btree (case_id) WHERE provisional;
CREATE INDEX assignment_202611_case_id_idx ON public.assignment_202611 USING btree (case_id) WHERE provisional;
CREATE INDEX assignment_by_deadline ON ONLY public.assignment USING btree (deadline);
CREATE INDEX assignment_202611_deadline_idx ON public.assignment_202611 USING btree (deadline);
CREATE INDEX assignment_by_decision ON ONLY public.assignment USING btree (decide_by) WHERE (decide_by IS NOT NULL);
CREATE INDEX assignment_202611_decide_by_idx ON public.assignment_202611 USING btree (decide_by) WHERE (decide_by IS NOT NULL);
CREATE INDEX assignment_by_department ON ONLY public.assignment USING btree (department, case_id);
CREATE INDEX assignment_202611_department_case_id_idx ON public.assignment_202611 USING btree (department, case_id);
CREATE INDEX assignment_by_department_and_state ON ONLY public.assignment USING btree (department, state, case_id);
CREATE INDEX assignment_202611_department_state_case_id_idx ON public.assignment_202611 USING btree (department, state, case_id);
CREATE INDEX assignment_by_exclusion ON ONLY public.assignment USING btree (exclusion_state, case_id) WHERE (exclusion_state <> ''::text);
CREATE INDEX assignment_202611_exclusion_state_case_id_idx ON public.assignment_202611 USING btree (exclusion_state, case_id) WHERE (exclusion_state <> ''::text);
CREATE INDEX assignment_by_extension ON ONLY public.assignment USING btree (extension_by) WHERE (extension_by IS NOT NULL);
CREATE INDEX assignment_202611_extension_by_idx ON public.assignment_202611 USING btree (extension_by) WHERE (extension_by IS NOT NULL);
CREATE INDEX assignment_by_issue ON ONLY public.assignment USING btree (assigned_at);
CREATE INDEX assignment_202611_issued_at_idx ON public.assignment_202611 USING btree (assigned_at);
CREATE INDEX assignment_below_by_state ON ONLY public.assignment USING btree (state) WHERE (parent > 0);
CREATE INDEX assignment_202611_state_idx ON public.assignment_202611 USING btree (state) WHERE (parent > 0);
CREATE INDEX assignment_202612_case_id_idx ON public.assignment_202612 USING btree (case_id) WHERE provisional;
CREATE INDEX assignment_202612_deadline_idx ON public.assignment_202612 USING btree (deadline);
CREATE INDEX assignment_202612_decide_by_idx ON public.assignment_202612 USING btree (decide_by) WHERE (decide_by IS NOT NULL);
CREATE INDEX assignment_202612_department_case_id_idx ON public.assignment_202612 USING btree (department, case_id);
CREATE INDEX assignment_202612_department_state_case_id_idx ON public.assignment_202612 USING btree (department, state, case_id);
CREATE INDEX assignment_202612_exclusion_state_case_id_idx ON public.assignment_202612 USING btree (exclusion_state, case_id) WHERE (exclusion_state <> ''::text);
CREATE INDEX assignment_202612_extension_by_idx ON public.assignment_202612 USING btree (extension_by) WHERE (extension_by IS NOT NULL);
CREATE INDEX assignment_202612_issued_at_idx ON public.assignment_202612 USING btree (assigned_at);
CREATE INDEX assignment_202612_state_idx ON public.assignment_202612 USING btree (state) WHERE (parent > 0);
CREATE INDEX assignment_2027_case_id_idx ON public.assignment_2027 USING btree (case_id) WHERE provisional;
CREATE INDEX assignment_2027_deadline_idx ON public.assignment_2027 USING btree (deadline);
CREATE INDEX assignment_2027_decide_by_idx ON public.assignment_2027 USING btree (decide_by) WHERE (decide_by IS NOT NULL);
CREATE INDEX assignment_2027_department_case_id_idx ON public.assignment_2027 USING btree (department, case_id);
CREATE INDEX assignment_2027_department_state_case_id_idx ON public.assignment_2027 USING btree (department, state, case_id);
CREATE INDEX assignment_2027_exclusion_state_case_id_idx ON public.assignment_2027 USING btree (exclusion_state, case_id) WHERE (exclusion_state <> ''::text);
CREATE INDEX assignment_2027_extension_by_idx ON public.assignment_2027 USING btree (extension_by) WHERE (extension_by IS NOT NULL);
CREATE INDEX assignment_2027_issued_at_idx ON public.assignment_2027 USING btree (assigned_at);
CREATE INDEX assignment_2027_state_idx ON public.assignment_2027 USING btree (state) WHERE (parent > 0);
CREATE INDEX assignment_default_case_id_idx ON public.assignment_default USING btree (case_id) WHERE provisional;
CREATE INDEX assignment_default_deadline_idx ON public.assignment_default USING btree (deadline);
CREATE INDEX assignment_default_decide_by_idx ON public.assignment_default USING btree (decide_by) WHERE (decide_by IS NOT NULL);
CREATE INDEX assignment_default_department_case_id_idx ON public.assignment_default USING btree (department, case_id);
CREATE INDEX assignment_default_department_state_case_id_idx ON public.assignment_default USING btree (department, state, case_id);
CREATE INDEX assignment_default_exclusion_state_case_id_idx ON public.assignment_default USING btree (exclusion_state, case_id) WHERE (exclusion_state <> ''::text);
CREATE INDEX assignment_default_extension_by_idx ON public.assignment_default USING btree (extension_by) WHERE (extension_by IS NOT NULL);
CREATE INDEX assignment_default_issued_at_idx ON public.assignment_default USING btree (assigned_at);
CREATE INDEX assignment_default_state_idx ON public.assignment_default USING btree (state) WHERE (parent > 0);
CREATE INDEX case_by_category ON ONLY public.hotline_case USING btree (category, id);
CREATE INDEX case_by_district ON ONLY public.hotline_case USING btree (district, id);
CREATE INDEX case_by_district_and_matter ON ONLY public.hotline_case USING btree (district, matter, id);
CREATE INDEX case_by_end_proposal ON ONLY public.hotline_case USING btree (id) WHERE (end_proposal <> ''::text);
CREATE INDEX case_by_lead ON ONLY public.hotline_case USING btree (lead, id);
CREATE INDEX case_by_leader_question ON ONLY public.hotline_case USING btree (id) WHERE (leader_question <> ''::text);
CREATE INDEX case_by_matter ON ONLY public.hotline_case USING btree (matter, id);
CREATE INDEX case_by_next_due ON ONLY public.hotline_case USING btree (next_due) WHERE (next_due IS NOT NULL);
CREATE INDEX case_by_nuisance ON ONLY public.hotline_case USING btree (id) WHERE nuisance;
CREATE INDEX case_by_origin ON ONLY public.hotline_case USING btree (origin_line, id) WHERE (origin_line <> ''::text);
CREATE INDEX case_by_origin_record ON ONLY public.hotline_case USING btree (origin_line, origin_record) WHERE (origin_line <> ''::text);
CREATE INDEX case_by_outcome ON ONLY public.hotline_case USING btree (outcome, id);
CREATE INDEX case_by_owner ON ONLY public.hotline_case USING btree (owner, id);
CREATE INDEX case_by_phone ON ONLY public.hotline_case USING btree (caller_index, id);
CREATE INDEX case_by_proposed_decision ON ONLY public.hotline_case USING btree (id) WHERE (proposed_decision <> ''::text);
CREATE INDEX case_by_question ON ONLY public.hotline_case USING btree (id) WHERE (question <> ''::text);
CREATE INDEX case_by_split ON ONLY public.hotline_case USING btree (split_from) WHERE (split_from <> 0);
CREATE INDEX case_by_state ON ONLY public.hotline_case USING btree (state, id);
CREATE INDEX case_by_town ON ONLY public.hotline_case USING btree (town, id);
CREATE INDEX case_by_urgency ON ONLY public.hotline_case USING btree (urgency, id);
CREATE INDEX case_caller_by_call ON ONLY public.case_caller USING btree (call_id);
CREATE INDEX case_caller_202611_call_id_idx ON public.case_caller_202611 USING btree (call_id);
CREATE INDEX case_caller_by_callback ON ONLY public.case_caller USING btree (case_id) WHERE (callback = ANY (ARRAY['DUE'::text, 'UNREACHABLE'::text]));
CREATE INDEX case_caller_202611_case_id_idx ON public.case_caller_202611 USING btree (case_id) WHERE (callback = ANY (ARRAY['DUE'::text, 'UNREACHABLE'::text]));
CREATE INDEX case_caller_by_next_attempt ON ONLY public.case_caller USING btree (next_attempt) WHERE (next_attempt IS NOT NULL);
CREATE INDEX case_caller_202611_next_attempt_idx ON public.case_caller_202611 USING btree (next_attempt) WHERE (next_attempt IS NOT NULL);
CREATE INDEX case_caller_by_notice ON ONLY public.case_caller USING btree (tell_by) WHERE (tell_by IS NOT NULL);
CREATE INDEX case_caller_202611_tell_by_idx ON public.case_caller_202611 USING btree (tell_by) WHERE (tell_by IS NOT NULL);
CREATE INDEX case_caller_202612_call_id_idx ON public.case_caller_202612 USING btree (call_id);
CREATE INDEX case_caller_202612_case_id_idx ON public.case_caller_202612 USING btree (case_id) WHERE (callback = ANY (ARRAY['DUE'::text, 'UNREACHABLE'::text]));
CREATE INDEX case_caller_202612_next_attempt_idx ON public.case_caller_202612 USING btree (next_attempt) WHERE (next_attempt IS NOT NULL);
CREATE INDEX case_caller_202612_tell_by_idx ON public.case_caller_202612 USING btree (tell_by) WHERE (tell_by IS NOT NULL);
CREATE INDEX case_caller_202701_call_id_idx ON public.case_caller_202701 USING btree (call_id);
CREATE INDEX case_caller_202701_case_id_idx ON public.case_caller_202701 USING btree (case_id) WHERE (callback = ANY (ARRAY['DUE'::text, 'UNREACHABLE'::text]));
CREATE INDEX case_caller_202701_next_attempt_idx ON public.case_caller_202701 USING btree (next_attempt) WHERE (next_attempt IS NOT NULL);
CREATE INDEX case_caller_202701_tell_by_idx ON public.case_caller_202701 USING btree (tell_by) WHERE (tell_by IS NOT NULL);
CREATE INDEX case_caller_default_call_id_idx ON public.case_caller_default USING btree (call_id);
CREATE INDEX case_caller_default_case_id_idx ON public.case_caller_default USING btree (case_id) WHERE (callback = ANY (ARRAY['DUE'::text, 'UNREACHABLE'::text]));
CREATE INDEX case_caller_default_next_attempt_idx ON public.case_caller_default USING btree (next_attempt) WHERE (next_attempt IS NOT NULL);
CREATE INDEX case_caller_default_tell_by_idx ON public.case_caller_default USING btree (tell_by) WHERE (tell_by IS NOT NULL);
CREATE INDEX case_search_words ON public.case_search USING gin (words);
CREATE INDEX directory_revision_by_state ON public.directory_revision USING btree (state, effective_on);
CREATE INDEX handover_by_line ON public.handover USING btree (line, case_id);
CREATE INDEX handover_by_record ON public.handover USING btree (line, record);
CREATE INDEX handover_open ON public.handover USING btree (case_id) WHERE (state = ANY (ARRAY['PENDING'::text, 'ACCEPTED'::text]));
CREATE INDEX hotline_case_202611_category_id_idx ON public.hotline_case_202611 USING btree (category, id);
CREATE INDEX hotline_case_202611_district_id_idx ON public.hotline_case_202611 USING btree (district, id);
CREATE INDEX hotline_case_202611_district_matter_id_idx ON public.hotline_case_202611 USING btree (district, matter, id);
CREATE INDEX hotline_case_202611_id_idx ON public.hotline_case_202611 USING btree (id) WHERE (question <> ''::text);
CREATE INDEX hotline_case_202611_id_idx1 ON public.hotline_case_202611 USING btree (id) WHERE (leader_question <> ''::text);
CREATE INDEX hotline_case_202611_id_idx2 ON public.hotline_case_202611 USING btree (id) WHERE (end_proposal <> ''::text);
CREATE INDEX hotline_case_202611_id_idx3 ON public.hotline_case_202611 USING btree (id) WHERE nuisance;
CREATE INDEX hotline_case_202611_id_idx4 ON public.hotline_case_202611 USING btree (id) WHERE (proposed_decision <> ''::text);
CREATE INDEX hotline_case_202611_lead_id_idx ON public.hotline_case_202611 USING btree (lead, id);
CREATE INDEX hotline_case_202611_matter_id_idx ON public.hotline_case_202611 USING btree (matter, id);
CREATE INDEX hotline_case_202611_next_due_idx ON public.hotline_case_202611 USING btree (next_due) WHERE (next_due IS NOT NULL);
CREATE INDEX hotline_case_202611_origin_line_id_idx ON public.hotline_case_202611 USING btree (origin_line, id) WHERE (origin_line <> ''::text);
CREATE INDEX hotline_case_202611_origin_line_origin_record_idx ON public.hotline_case_202611 USING btree (origin_line, origin_record) WHERE (origin_line <> ''::text);
CREATE INDEX hotline_case_202611_outcome_id_idx ON public.hotline_case_202611 USING btree (outcome, id);
CREATE INDEX hotline_case_202611_owner_id_idx ON public.hotline_case_202611 USING btree (owner, id);
CREATE INDEX hotline_case_202611_phone_id_idx ON public.hotline_case_202611 USING btree (caller_index, id);
CREATE INDEX hotline_case_202611_split_from_idx ON public.hotline_case_202611 USING btree (split_from) WHERE (split_from <> 0);
CREATE INDEX hotline_case_202611_state_id_idx ON public.hotline_case_202611 USING btree (state, id);
CREATE INDEX hotline_case_202611_town_id_idx ON public.hotline_case_202611 USING btree (town, id);
CREATE INDEX hotline_case_202611_urgency_id_idx ON public.hotline_case_202611 USING btree (urgency, id);
CREATE INDEX hotline_case_202612_category_id_idx ON public.hotline_case_202612 USING btree (category, id);
CREATE INDEX hotline_case_202612_district_id_idx ON public.hotline_case_202612 USING btree (district, id);
CREATE INDEX hotline_case_202612_district_matter_id_idx ON public.hotline_case_202612 USING btree (district, matter, id);
CREATE INDEX hotline_case_202612_id_idx ON public.hotline_case_202612 USING btree (id) WHERE (question <> ''::text);
CREATE INDEX hotline_case_202612_id_idx1 ON public.hotline_case_202612 USING btree (id) WHERE (leader_question <> ''::text);
CREATE INDEX hotline_case_202612_id_idx2 ON public.hotline_case_202612 USING btree (id) WHERE (end_proposal <> ''::text);
CREATE INDEX hotline_case_202612_id_idx3 ON public.hotline_case_202612 USING btree (id) WHERE nuisance;
CREATE INDEX hotline_case_202612_id_idx4 ON public.hotline_case_202612 USING btree (id) WHERE (proposed_decision <> ''::text);
CREATE INDEX hotline_case_202612_lead_id_idx ON public.hotline_case_202612 USING btree (lead, id);
CREATE INDEX hotline_case_202612_matter_id_idx ON public.hotline_case_202612 USING btree (matter, id);
CREATE INDEX hotline_case_202612_next_due_idx ON public.hotline_case_202612 USING btree (next_due) WHERE (next_due IS NOT NULL);
CREATE INDEX hotline_case_202612_origin_line_id_idx ON public.hotline_case_202612 USING btree (origin_line, id) WHERE (origin_line <> ''::text);
CREATE INDEX hotline_case_202612_origin_line_origin_record_idx ON public.hotline_case_202612 USING btree (origin_line, origin_record) WHERE (origin_line <> ''::text);
CREATE INDEX hotline_case_202612_outcome_id_idx ON public.hotline_case_202612 USING btree (outcome, id);
CREATE INDEX hotline_case_202612_owner_id_idx ON public.hotline_case_202612 USING btree (owner, id);
CREATE INDEX hotline_case_202612_phone_id_idx ON public.hotline_case_202612 USING btree (caller_index, id);
CREATE INDEX hotline_case_202612_split_from_idx ON public.hotline_case_202612 USING btree (split_from) WHERE (split_from <> 0);
CREATE INDEX hotline_case_202612_state_id_idx ON public.hotline_case_202612 USING btree (state, id);
CREATE INDEX hotline_case_202612_town_id_idx ON public.hotline_case_202612 USING btree (town, id);
CREATE INDEX hotline_case_202612_urgency_id_idx ON public.hotline_case_202612 USING btree (urgency, id);
CREATE INDEX hotline_case_2027_caller_index_id_idx ON public.hotline_case_2027 USING btree (caller_index, id);
CREATE INDEX hotline_case_2027_category_id_idx ON public.hotline_case_2027 USING btree (category, id);
CREATE INDEX hotline_case_2027_district_id_idx ON public.hotline_case_2027 USING btree (district, id);
CREATE INDEX hotline_case_2027_district_matter_id_idx ON public.hotline_case_2027 USING btree (district, matter, id);
CREATE INDEX hotline_case_2027_id_idx ON public.hotline_case_2027 USING btree (id) WHERE (question <> ''::text);
CREATE INDEX hotline_case_2027_id_idx1 ON public.hotline_case_2027 USING btree (id) WHERE (leader_question <> ''::text);
CREATE INDEX hotline_case_2027_id_idx2 ON public.hotline_case_2027 USING btree (id) WHERE (end_proposal <> ''::text);
CREATE INDEX hotline_case_2027_id_idx3 ON public.hotline_case_2027 USING btree (id) WHERE nuisance;
CREATE INDEX hotline_case_2027_id_idx4 ON public.hotline_case_2027 USING btree (id) WHERE (proposed_decision <> ''::text);
CREATE INDEX hotline_case_2027_lead_id_idx ON public.hotline_case_2027 USING btree (lead, id);
CREATE INDEX hotline_case_2027_matter_id_idx ON public.hotline_case_2027 USING btree (matter, id);
CREATE INDEX hotline_case_2027_next_due_idx ON public.hotline_case_2027 USING btree (next_due) WHERE (next_due IS NOT NULL);
CREATE INDEX hotline_case_2027_origin_line_id_idx ON public.hotline_case_2027 USING btree (origin_line, id) WHERE (origin_line <> ''::text);
CREATE INDEX hotline_case_2027_origin_line_origin_record_idx ON public.hotline_case_2027 USING btree (origin_line, origin_record) WHERE (origin_line <> ''::text);
CREATE INDEX hotline_case_2027_outcome_id_idx ON public.hotline_case_2027 USING btree (outcome, id);
CREATE INDEX hotline_case_2027_owner_id_idx ON public.hotline_case_2027 USING btree (owner, id);
CREATE INDEX hotline_case_2027_split_from_idx ON public.hotline_case_2027 USING btree (split_from) WHERE (split_from <> 0);
CREATE INDEX hotline_case_2027_state_id_idx ON public.hotline_case_2027 USING btree (state, id);
CREATE INDEX hotline_case_2027_town_id_idx ON public.hotline_case_2027 USING btree (town, id);
CREATE INDEX hotline_case_2027_urgency_id_idx ON public.hotline_case_2027 USING btree (urgency, id);
CREATE INDEX hotline_case_default_category_id_idx ON public.hotline_case_default USING btree (category, id);
CREATE INDEX hotline_case_default_district_id_idx ON public.hotline_case_default USING btree (district, id);
CREATE INDEX hotline_case_default_district_matter_id_idx ON public.hotline_case_default USING btree (district, matter, id);
CREATE INDEX hotline_case_default_id_idx ON public.hotline_case_default USING btree (id) WHERE (question <> ''::text);
CREATE INDEX hotline_case_default_id_idx1 ON public.hotline_case_default USING btree (id) WHERE (leader_question <> ''::text);
CREATE INDEX hotline_case_default_id_idx2 ON public.hotline_case_default USING btree (id) WHERE (end_proposal <> ''::text);
CREATE INDEX hotline_case_default_id_idx3 ON public.hotline_case_default USING btree (id) WHERE nuisance;
CREATE INDEX hotline_case_default_id_idx4 ON public.hotline_case_default USING btree (id) WHERE (proposed_decision <> ''::text);
CREATE INDEX hotline_case_default_lead_id_idx ON public.hotline_case_default USING btree (lead, id);
CREATE INDEX hotline_case_default_matter_id_idx ON public.hotline_case_default USING btree (matter, id);
CREATE INDEX hotline_case_default_next_due_idx ON public.hotline_case_default USING btree (next_due) WHERE (next_due IS NOT NULL);
CREATE INDEX hotline_case_default_origin_line_id_idx ON public.hotline_case_default USING btree (origin_line, id) WHERE (origin_line <> ''::text);
CREATE INDEX hotline_case_default_origin_line_origin_record_idx ON public.hotline_case_default USING btree (origin_line, origin_record) WHERE (origin_line <> ''::text);
CREATE INDEX hotline_case_default_outcome_id_idx ON public.hotline_case_default USING btree (outcome, id);
CREATE INDEX hotline_case_default_owner_id_idx ON public.hotline_case_default USING btree (owner, id);
CREATE INDEX hotline_case_default_phone_id_idx ON public.hotline_case_default USING btree (caller_index, id);
CREATE INDEX hotline_case_default_split_from_idx ON public.hotline_case_default USING btree (split_from) WHERE (split_from <> 0);
CREATE INDEX hotline_case_default_state_id_idx ON public.hotline_case_default USING btree (state, id);
CREATE INDEX hotline_case_default_town_id_idx ON public.hotline_case_default USING btree (town, id);
CREATE INDEX hotline_case_default_urgency_id_idx ON public.hotline_case_default USING btree (urgency, id);
CREATE INDEX issue_by_last ON public.hotspot USING btree (last_id);
CREATE INDEX issue_merged_into ON public.hotspot_merged USING btree (into_id);
CREATE UNIQUE INDEX issue_of_case ON public.hotspot_case USING btree (case_id);
CREATE INDEX journal_by_case ON public.journal USING btree (case_id, sequence);
CREATE INDEX log_by_department ON ONLY public.log_entry USING btree (department, "position") WHERE (department <> ''::text);
CREATE INDEX log_by_position ON ONLY public.log_entry USING btree ("position");
CREATE INDEX log_of_surveys ON ONLY public.log_entry USING btree (at) WHERE (act = 'RECORD_SATISFACTION'::text);
CREATE INDEX log_entry_202611_at_idx ON public.log_entry_202611 USING btree (at) WHERE (act = 'RECORD_SATISFACTION'::text);
CREATE INDEX log_of_emergencies ON ONLY public.log_entry USING btree (case_id) WHERE (act = ANY (ARRAY['CONFIRM_EMERGENCY'::text, 'DISMISS_EMERGENCY'::text]));
CREATE INDEX log_entry_202611_case_id_idx ON public.log_entry_202611 USING btree (case_id) WHERE (act = ANY (ARRAY['CONFIRM_EMERGENCY'::text, 'DISMISS_EMERGENCY'::text]));
CREATE INDEX log_entry_202611_department_position_idx ON public.log_entry_202611 USING btree (department, "position") WHERE (department <> ''::text);
CREATE INDEX log_entry_202611_position_idx ON public.log_entry_202611 USING btree ("position");
CREATE INDEX log_of_archiving ON ONLY public.log_entry USING btree ("position") WHERE (act = 'ARCHIVE'::text);
CREATE INDEX log_entry_202611_position_idx1 ON public.log_entry_202611 USING btree ("position") WHERE (act = 'ARCHIVE'::text);
CREATE INDEX log_entry_202612_at_idx ON public.log_entry_202612 USING btree (at) WHERE (act = 'RECORD_SATISFACTION'::text);
CREATE INDEX log_entry_202612_case_id_idx ON public.log_entry_202612 USING btree (case_id) WHERE (act = ANY (ARRAY['CONFIRM_EMERGENCY'::text, 'DISMISS_EMERGENCY'::text]));
CREATE INDEX log_entry_202612_department_position_idx ON public.log_entry_202612 USING btree (department, "position") WHERE (department <> ''::text);
CREATE INDEX log_entry_202612_position_idx ON public.log_entry_202612 USING btree ("position");
CREATE INDEX log_entry_202612_position_idx1 ON public.log_entry_202612 USING btree ("position") WHERE (act = 'ARCHIVE'::text);
CREATE INDEX log_entry_202701_at_idx ON public.log_entry_202701 USING btree (at) WHERE (act = 'RECORD_SATISFACTION'::text);
CREATE INDEX log_entry_202701_case_id_idx ON public.log_entry_202701 USING btree (case_id) WHERE (act = ANY (ARRAY['CONFIRM_EMERGENCY'::text, 'DISMISS_EMERGENCY'::text]));
CREATE INDEX log_entry_202701_department_position_idx ON public.log_entry_202701 USING btree (department, "position") WHERE (department <> ''::text);
CREATE INDEX log_entry_202701_position_idx ON public.log_entry_202701 USING btree ("position");
CREATE INDEX log_entry_202701_position_idx1 ON public.log_entry_202701 USING btree ("position") WHERE (act = 'ARCHIVE'::text);
CREATE INDEX log_entry_default_at_idx ON public.log_entry_default USING btree (at) WHERE (act = 'RECORD_SATISFACTION'::text);
CREATE INDEX log_entry_default_case_id_idx ON public.log_entry_default USING btree (case_id) WHERE (act = ANY (ARRAY['CONFIRM_EMERGENCY'::text, 'DISMISS_EMERGENCY'::text]));
CREATE INDEX log_entry_default_department_position_idx ON public.log_entry_default USING btree (department, "position") WHERE (department <> ''::text);
CREATE INDEX log_entry_default_position_idx ON public.log_entry_default USING btree ("position");
CREATE INDEX log_entry_default_position_idx1 ON public.log_entry_default USING btree ("position") WHERE (act = 'ARCHIVE'::text);
CREATE INDEX message_by_case ON public.message USING btree (case_id, id);
CREATE INDEX message_by_due ON public.message USING btree (due_at) WHERE (state = 'WAITING'::text);
CREATE INDEX message_by_expiry ON public.message USING btree (expires_at) WHERE (state = 'WAITING'::text);
CREATE UNIQUE INDEX message_by_key ON public.message USING btree (key);
CREATE INDEX message_by_phone ON public.message USING btree (phone_index, sent_at) WHERE (phone_index <> ''::text);
CREATE INDEX message_by_recipient ON public.message USING btree (case_id, recipient, id) WHERE (state = 'WAITING'::text);
CREATE INDEX message_dead ON public.message USING btree (id) WHERE (state = ANY (ARRAY['FAILED'::text, 'EXPIRED'::text]));
CREATE INDEX open_location_by_cell ON public.open_location USING btree (cell);
CREATE INDEX place_sighting_by_case ON public.place_sighting USING btree (case_id);
CREATE INDEX reader_difference_by_shadow ON public.reader_shadow_difference USING btree (shadow_id, id);
CREATE INDEX rule_book_schedule_by_state ON public.rule_book_schedule USING btree (state, takes_effect_at);
CREATE INDEX shadowdifferencerow_shadow_id ON public.rule_book_shadow_difference USING btree (shadow_id);
CREATE INDEX slip_by_call ON public.slip USING btree (call_id) WHERE (call_id <> 0);
CREATE UNIQUE INDEX slip_by_id ON public.slip USING btree (id);
CREATE UNIQUE INDEX slip_by_number ON public.slip USING btree (kind, year, number);
CREATE INDEX slip_by_office ON public.slip USING btree (office, id);
CREATE INDEX slip_by_time ON public.slip USING btree (issued_at);
ALTER INDEX public.access_case_pkey ATTACH PARTITION public.access_case_202612_pkey;
ALTER INDEX public.access_case_pkey ATTACH PARTITION public.access_case_202701_pkey;
ALTER INDEX public.access_case_pkey ATTACH PARTITION public.access_case_default_pkey;
ALTER INDEX public.access_entry_pkey ATTACH PARTITION public.access_entry_202612_pkey;
ALTER INDEX public.access_by_who ATTACH PARTITION public.access_entry_202612_who_id_idx;
ALTER INDEX public.access_entry_pkey ATTACH PARTITION public.access_entry_202701_pkey;
ALTER INDEX public.access_by_who ATTACH PARTITION public.access_entry_202701_who_id_idx;
ALTER INDEX public.access_entry_pkey ATTACH PARTITION public.access_entry_default_pkey;
ALTER INDEX public.access_by_who ATTACH PARTITION public.access_entry_default_who_id_idx;
ALTER INDEX public.answer_pkey1 ATTACH PARTITION public.answer_202611_pkey;
ALTER INDEX public.answer_pkey1 ATTACH PARTITION public.answer_202612_pkey;
ALTER INDEX public.answer_pkey1 ATTACH PARTITION public.answer_202701_pkey;
ALTER INDEX public.answer_pkey1 ATTACH PARTITION public.answer_default_pkey;
ALTER INDEX public.assignment_provisional ATTACH PARTITION public.assignment_202611_case_id_idx;
ALTER INDEX public.assignment_by_deadline ATTACH PARTITION public.assignment_202611_deadline_idx;
ALTER INDEX public.assignment_by_decision ATTACH PARTITION public.assignment_202611_decide_by_idx;
ALTER INDEX public.assignment_by_department ATTACH PARTITION public.assignment_202611_department_case_id_idx;
ALTER INDEX public.assignment_by_department_and_state ATTACH PARTITION public.assignment_202611_department_state_case_id_idx;
ALTER INDEX public.assignment_by_exclusion ATTACH PARTITION public.assignment_202611_exclusion_state_case_id_idx;
ALTER INDEX public.assignment_by_extension ATTACH PARTITION public.assignment_202611_extension_by_idx;
ALTER INDEX public.assignment_by_issue ATTACH PARTITION public.assignment_202611_issued_at_idx;
ALTER INDEX public.assignment_pkey1 ATTACH PARTITION public.assignment_202611_pkey;
ALTER INDEX public.assignment_below_by_state ATTACH PARTITION public.assignment_202611_state_idx;
ALTER INDEX public.assignment_provisional ATTACH PARTITION public.assignment_202612_case_id_idx;
ALTER INDEX public.assignment_by_deadline ATTACH PARTITION public.assignment_202612_deadline_idx;
ALTER INDEX public.assignment_by_decision ATTACH PARTITION public.assignment_202612_decide_by_idx;
ALTER INDEX public.assignment_by_department ATTACH PARTITION public.assignment_202612_department_case_id_idx;
ALTER INDEX public.assignment_by_department_and_state ATTACH PARTITION public.assignment_202612_department_state_case_id_idx;
ALTER INDEX public.assignment_by_exclusion ATTACH PARTITION public.assignment_202612_exclusion_state_case_id_idx;
ALTER INDEX public.assignment_by_extension ATTACH PARTITION public.assignment_202612_extension_by_idx;
ALTER INDEX public.assignment_by_issue ATTACH PARTITION public.assignment_202612_issued_at_idx;
ALTER INDEX public.assignment_pkey1 ATTACH PARTITION public.assignment_202612_pkey;
ALTER INDEX public.assignment_below_by_state ATTACH PARTITION public.assignment_202612_state_idx;
ALTER INDEX public.assignment_provisional ATTACH PARTITION public.assignment_2027_case_id_idx;
ALTER INDEX public.assignment_by_deadline ATTACH PARTITION public.assignment_2027_deadline_idx;
ALTER INDEX public.assignment_by_decision ATTACH PARTITION public.assignment_2027_decide_by_idx;
ALTER INDEX public.assignment_by_department ATTACH PARTITION public.assignment_2027_department_case_id_idx;
ALTER INDEX public.assignment_by_department_and_state ATTACH PARTITION public.assignment_2027_department_state_case_id_idx;
ALTER INDEX public.assignment_by_exclusion ATTACH PARTITION public.assignment_2027_exclusion_state_case_id_idx;
ALTER INDEX public.assignment_by_extension ATTACH PARTITION public.assignment_2027_extension_by_idx;
ALTER INDEX public.assignment_by_issue ATTACH PARTITION public.assignment_2027_issued_at_idx;
ALTER INDEX public.assignment_pkey1 ATTACH PARTITION public.assignment_2027_pkey;
ALTER INDEX public.assignment_below_by_state ATTACH PARTITION public.assignment_2027_state_idx;
ALTER INDEX public.assignment_provisional ATTACH PARTITION public.assignment_default_case_id_idx;
ALTER INDEX public.assignment_by_deadline ATTACH PARTITION public.assignment_default_deadline_idx;
ALTER INDEX public.assignment_by_decision ATTACH PARTITION public.assignment_default_decide_by_idx;
ALTER INDEX public.assignment_by_department ATTACH PARTITION public.assignment_default_department_case_id_idx;
ALTER INDEX public.assignment_by_department_and_state ATTACH PARTITION public.assignment_default_department_state_case_id_idx;
ALTER INDEX public.assignment_by_exclusion ATTACH PARTITION public.assignment_default_exclusion_state_case_id_idx;
ALTER INDEX public.assignment_by_extension ATTACH PARTITION public.assignment_default_extension_by_idx;
ALTER INDEX public.assignment_by_issue ATTACH PARTITION public.assignment_default_issued_at_idx;
ALTER INDEX public.assignment_pkey1 ATTACH PARTITION public.assignment_default_pkey;
ALTER INDEX public.assignment_below_by_state ATTACH PARTITION public.assignment_default_state_idx;
ALTER INDEX public.call_pkey1 ATTACH PARTITION public.call_202611_pkey;
ALTER INDEX public.call_pkey1 ATTACH PARTITION public.call_202612_pkey;
ALTER INDEX public.call_pkey1 ATTACH PARTITION public.call_202701_pkey;
ALTER INDEX public.call_pkey1 ATTACH PARTITION public.call_default_pkey;
ALTER INDEX public.case_caller_by_call ATTACH PARTITION public.case_caller_202611_call_id_idx;
ALTER INDEX public.case_caller_by_callback ATTACH PARTITION public.case_caller_202611_case_id_idx;
ALTER INDEX public.case_caller_by_next_attempt ATTACH PARTITION public.case_caller_202611_next_attempt_idx;
ALTER INDEX public.case_caller_pkey1 ATTACH PARTITION public.case_caller_202611_pkey;
ALTER INDEX public.case_caller_by_notice ATTACH PARTITION public.case_caller_202611_tell_by_idx;
ALTER INDEX public.case_caller_by_call ATTACH PARTITION public.case_caller_202612_call_id_idx;
ALTER INDEX public.case_caller_by_callback ATTACH PARTITION public.case_caller_202612_case_id_idx;
ALTER INDEX public.case_caller_by_next_attempt ATTACH PARTITION public.case_caller_202612_next_attempt_idx;
ALTER INDEX public.case_caller_pkey1 ATTACH PARTITION public.case_caller_202612_pkey;
ALTER INDEX public.case_caller_by_notice ATTACH PARTITION public.case_caller_202612_tell_by_idx;
ALTER INDEX public.case_caller_by_call ATTACH PARTITION public.case_caller_202701_call_id_idx;
ALTER INDEX public.case_caller_by_callback ATTACH PARTITION public.case_caller_202701_case_id_idx;
ALTER INDEX public.case_caller_by_next_attempt ATTACH PARTITION public.case_caller_202701_next_attempt_idx;
ALTER INDEX public.case_caller_pkey1 ATTACH PARTITION public.case_caller_202701_pkey;
ALTER INDEX public.case_caller_by_notice ATTACH PARTITION public.case_caller_202701_tell_by_idx;
ALTER INDEX public.case_caller_by_call ATTACH PARTITION public.case_caller_default_call_id_idx;
ALTER INDEX public.case_caller_by_callback ATTACH PARTITION public.case_caller_default_case_id_idx;
ALTER INDEX public.case_caller_by_next_attempt ATTACH PARTITION public.case_caller_default_next_attempt_idx;
ALTER INDEX public.case_caller_pkey1 ATTACH PARTITION public.case_caller_default_pkey;
ALTER INDEX public.case_caller_by_notice ATTACH PARTITION public.case_caller_default_tell_by_idx;
ALTER INDEX public.decision_pkey1 ATTACH PARTITION public.decision_202611_pkey;
ALTER INDEX public.decision_pkey1 ATTACH PARTITION public.decision_202612_pkey;
ALTER INDEX public.decision_pkey1 ATTACH PARTITION public.decision_202701_pkey;
ALTER INDEX public.decision_pkey1 ATTACH PARTITION public.decision_default_pkey;
ALTER INDEX public.case_by_category ATTACH PARTITION public.hotline_case_202611_category_id_idx;
ALTER INDEX public.case_by_district ATTACH PARTITION public.hotline_case_202611_district_id_idx;
ALTER INDEX public.case_by_district_and_matter ATTACH PARTITION public.hotline_case_202611_district_matter_id_idx;
ALTER INDEX public.case_by_question ATTACH PARTITION public.hotline_case_202611_id_idx;
ALTER INDEX public.case_by_leader_question ATTACH PARTITION public.hotline_case_202611_id_idx1;
ALTER INDEX public.case_by_end_proposal ATTACH PARTITION public.hotline_case_202611_id_idx2;
ALTER INDEX public.case_by_nuisance ATTACH PARTITION public.hotline_case_202611_id_idx3;
ALTER INDEX public.case_by_proposed_decision ATTACH PARTITION public.hotline_case_202611_id_idx4;
ALTER INDEX public.case_by_lead ATTACH PARTITION public.hotline_case_202611_lead_id_idx;
ALTER INDEX public.case_by_matter ATTACH PARTITION public.hotline_case_202611_matter_id_idx;
ALTER INDEX public.case_by_next_due ATTACH PARTITION public.hotline_case_202611_next_due_idx;
ALTER INDEX public.case_by_origin ATTACH PARTITION public.hotline_case_202611_origin_line_id_idx;
ALTER INDEX public.case_by_origin_record ATTACH PARTITION public.hotline_case_202611_origin_line_origin_record_idx;
ALTER INDEX public.case_by_outcome ATTACH PARTITION public.hotline_case_202611_outcome_id_idx;
ALTER INDEX public.case_by_owner ATTACH PARTITION public.hotline_case_202611_owner_id_idx;
ALTER INDEX public.case_by_phone ATTACH PARTITION public.hotline_case_202611_phone_id_idx;
ALTER INDEX public.hotline_case_pkey1 ATTACH PARTITION public.hotline_case_202611_pkey;
ALTER INDEX public.case_by_split ATTACH PARTITION public.hotline_case_202611_split_from_idx;
ALTER INDEX public.case_by_state ATTACH PARTITION public.hotline_case_202611_state_id_idx;
ALTER INDEX public.case_by_town ATTACH PARTITION public.hotline_case_202611_town_id_idx;
ALTER INDEX public.case_by_urgency ATTACH PARTITION public.hotline_case_202611_urgency_id_idx;
ALTER INDEX public.case_by_category ATTACH PARTITION public.hotline_case_202612_category_id_idx;
ALTER INDEX public.case_by_district ATTACH PARTITION public.hotline_case_202612_district_id_idx;
ALTER INDEX public.case_by_district_and_matter ATTACH PARTITION public.hotline_case_202612_district_matter_id_idx;
ALTER INDEX public.case_by_question ATTACH PARTITION public.hotline_case_202612_id_idx;
ALTER INDEX public.case_by_leader_question ATTACH PARTITION public.hotline_case_202612_id_idx1;
ALTER INDEX public.case_by_end_proposal ATTACH PARTITION public.hotline_case_202612_id_idx2;
ALTER INDEX public.case_by_nuisance ATTACH PARTITION public.hotline_case_202612_id_idx3;
ALTER INDEX public.case_by_proposed_decision ATTACH PARTITION public.hotline_case_202612_id_idx4;
ALTER INDEX public.case_by_lead ATTACH PARTITION public.hotline_case_202612_lead_id_idx;
ALTER INDEX public.case_by_matter ATTACH PARTITION public.hotline_case_202612_matter_id_idx;
ALTER INDEX public.case_by_next_due ATTACH PARTITION public.hotline_case_202612_next_due_idx;
ALTER INDEX public.case_by_origin ATTACH PARTITION public.hotline_case_202612_origin_line_id_idx;
ALTER INDEX public.case_by_origin_record ATTACH PARTITION public.hotline_case_202612_origin_line_origin_record_idx;
ALTER INDEX public.case_by_outcome ATTACH PARTITION public.hotline_case_202612_outcome_id_idx;
ALTER INDEX public.case_by_owner ATTACH PARTITION public.hotline_case_202612_owner_id_idx;
ALTER INDEX public.case_by_phone ATTACH PARTITION public.hotline_case_202612_phone_id_idx;
ALTER INDEX public.hotline_case_pkey1 ATTACH PARTITION public.hotline_case_202612_pkey;
ALTER INDEX public.case_by_split ATTACH PARTITION public.hotline_case_202612_split_from_idx;
ALTER INDEX public.case_by_state ATTACH PARTITION public.hotline_case_202612_state_id_idx;
ALTER INDEX public.case_by_town ATTACH PARTITION public.hotline_case_202612_town_id_idx;
ALTER INDEX public.case_by_urgency ATTACH PARTITION public.hotline_case_202612_urgency_id_idx;
ALTER INDEX public.case_by_phone ATTACH PARTITION public.hotline_case_2027_caller_index_id_idx;
ALTER INDEX public.case_by_category ATTACH PARTITION public.hotline_case_2027_category_id_idx;
ALTER INDEX public.case_by_district ATTACH PARTITION public.hotline_case_2027_district_id_idx;
ALTER INDEX public.case_by_district_and_matter ATTACH PARTITION public.hotline_case_2027_district_matter_id_idx;
ALTER INDEX public.case_by_question ATTACH PARTITION public.hotline_case_2027_id_idx;
ALTER INDEX public.case_by_leader_question ATTACH PARTITION public.hotline_case_2027_id_idx1;
ALTER INDEX public.case_by_end_proposal ATTACH PARTITION public.hotline_case_2027_id_idx2;
ALTER INDEX public.case_by_nuisance ATTACH PARTITION public.hotline_case_2027_id_idx3;
ALTER INDEX public.case_by_proposed_decision ATTACH PARTITION public.hotline_case_2027_id_idx4;
ALTER INDEX public.case_by_lead ATTACH PARTITION public.hotline_case_2027_lead_id_idx;
ALTER INDEX public.case_by_matter ATTACH PARTITION public.hotline_case_2027_matter_id_idx;
ALTER INDEX public.case_by_next_due ATTACH PARTITION public.hotline_case_2027_next_due_idx;
ALTER INDEX public.case_by_origin ATTACH PARTITION public.hotline_case_2027_origin_line_id_idx;
ALTER INDEX public.case_by_origin_record ATTACH PARTITION public.hotline_case_2027_origin_line_origin_record_idx;
ALTER INDEX public.case_by_outcome ATTACH PARTITION public.hotline_case_2027_outcome_id_idx;
ALTER INDEX public.case_by_owner ATTACH PARTITION public.hotline_case_2027_owner_id_idx;
ALTER INDEX public.hotline_case_pkey1 ATTACH PARTITION public.hotline_case_2027_pkey;
ALTER INDEX public.case_by_split ATTACH PARTITION public.hotline_case_2027_split_from_idx;
ALTER INDEX public.case_by_state ATTACH PARTITION public.hotline_case_2027_state_id_idx;
ALTER INDEX public.case_by_town ATTACH PARTITION public.hotline_case_2027_town_id_idx;
ALTER INDEX public.case_by_urgency ATTACH PARTITION public.hotline_case_2027_urgency_id_idx;
ALTER INDEX public.case_by_category ATTACH PARTITION public.hotline_case_default_category_id_idx;
ALTER INDEX public.case_by_district ATTACH PARTITION public.hotline_case_default_district_id_idx;
ALTER INDEX public.case_by_district_and_matter ATTACH PARTITION public.hotline_case_default_district_matter_id_idx;
ALTER INDEX public.case_by_question ATTACH PARTITION public.hotline_case_default_id_idx;
ALTER INDEX public.case_by_leader_question ATTACH PARTITION public.hotline_case_default_id_idx1;
ALTER INDEX public.case_by_end_proposal ATTACH PARTITION public.hotline_case_default_id_idx2;
ALTER INDEX public.case_by_nuisance ATTACH PARTITION public.hotline_case_default_id_idx3;
ALTER INDEX public.case_by_proposed_decision ATTACH PARTITION public.hotline_case_default_id_idx4;
ALTER INDEX public.case_by_lead ATTACH PARTITION public.hotline_case_default_lead_id_idx;
ALTER INDEX public.case_by_matter ATTACH PARTITION public.hotline_case_default_matter_id_idx;
ALTER INDEX public.case_by_next_due ATTACH PARTITION public.hotline_case_default_next_due_idx;
ALTER INDEX public.case_by_origin ATTACH PARTITION public.hotline_case_default_origin_line_id_idx;
ALTER INDEX public.case_by_origin_record ATTACH PARTITION public.hotline_case_default_origin_line_origin_record_idx;
ALTER INDEX public.case_by_outcome ATTACH PARTITION public.hotline_case_default_outcome_id_idx;
ALTER INDEX public.case_by_owner ATTACH PARTITION public.hotline_case_default_owner_id_idx;
ALTER INDEX public.case_by_phone ATTACH PARTITION public.hotline_case_default_phone_id_idx;
ALTER INDEX public.hotline_case_pkey1 ATTACH PARTITION public.hotline_case_default_pkey;
ALTER INDEX public.case_by_split ATTACH PARTITION public.hotline_case_default_split_from_idx;
ALTER INDEX public.case_by_state ATTACH PARTITION public.hotline_case_default_state_id_idx;
ALTER INDEX public.case_by_town ATTACH PARTITION public.hotline_case_default_town_id_idx;
ALTER INDEX public.case_by_urgency ATTACH PARTITION public.hotline_case_default_urgency_id_idx;
ALTER INDEX public.log_of_surveys ATTACH PARTITION public.log_entry_202611_at_idx;
ALTER INDEX public.log_of_emergencies ATTACH PARTITION public.log_entry_202611_case_id_idx;
ALTER INDEX public.log_by_department ATTACH PARTITION public.log_entry_202611_department_position_idx;
ALTER INDEX public.log_entry_pkey1 ATTACH PARTITION public.log_entry_202611_pkey;
ALTER INDEX public.log_by_position ATTACH PARTITION public.log_entry_202611_position_idx;
ALTER INDEX public.log_of_archiving ATTACH PARTITION public.log_entry_202611_position_idx1;
ALTER INDEX public.log_of_surveys ATTACH PARTITION public.log_entry_202612_at_idx;
ALTER INDEX public.log_of_emergencies ATTACH PARTITION public.log_entry_202612_case_id_idx;
ALTER INDEX public.log_by_department ATTACH PARTITION public.log_entry_202612_department_position_idx;
ALTER INDEX public.log_entry_pkey1 ATTACH PARTITION public.log_entry_202612_pkey;
ALTER INDEX public.log_by_position ATTACH PARTITION public.log_entry_202612_position_idx;
ALTER INDEX public.log_of_archiving ATTACH PARTITION public.log_entry_202612_position_idx1;
ALTER INDEX public.log_of_surveys ATTACH PARTITION public.log_entry_202701_at_idx;
ALTER INDEX public.log_of_emergencies ATTACH PARTITION public.log_entry_202701_case_id_idx;
ALTER INDEX public.log_by_department ATTACH PARTITION public.log_entry_202701_department_position_idx;
ALTER INDEX public.log_entry_pkey1 ATTACH PARTITION public.log_entry_202701_pkey;
ALTER INDEX public.log_by_position ATTACH PARTITION public.log_entry_202701_position_idx;
ALTER INDEX public.log_of_archiving ATTACH PARTITION public.log_entry_202701_position_idx1;
ALTER INDEX public.log_of_surveys ATTACH PARTITION public.log_entry_default_at_idx;
ALTER INDEX public.log_of_emergencies ATTACH PARTITION public.log_entry_default_case_id_idx;
ALTER INDEX public.log_by_department ATTACH PARTITION public.log_entry_default_department_position_idx;
ALTER INDEX public.log_entry_pkey1 ATTACH PARTITION public.log_entry_default_pkey;
ALTER INDEX public.log_by_position ATTACH PARTITION public.log_entry_default_position_idx;
ALTER INDEX public.log_of_archiving ATTACH PARTITION public.log_entry_default_position_idx1;
