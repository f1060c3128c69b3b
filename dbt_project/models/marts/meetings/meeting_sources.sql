select
    meeting_id,
    event_id,
    document_id,
    status,
    link_basis,
    known_from,
    outlet,
    origin_id as first_text_document_id,
    evidence,
    start_char,
    confidence
from {{ ref('int_meeting_sources') }}
