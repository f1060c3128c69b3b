with events as (

    select * from {{ source('news', 'events') }}

),

documents as (

    select document_id, text from {{ source('news', 'documents') }}

)

select
    events.event_id,
    events.document_id,
    events.event_class,
    events.event_mode,
    events.action,
    events.level,
    events.status,
    events.date_edtf,
    events.date_start,
    events.date_end,
    events.date_basis,
    events.place,
    events.country_code,
    events.occasion,
    events.duration_minutes,
    events.start_char,
    events.end_char,
    events.confidence,
    events.rule_id,
    -- offsets are half-open and count from 0, substring counts from 1
    substring(documents.text, (events.start_char + 1)::bigint, (events.end_char - events.start_char)::bigint) as evidence
from events
inner join documents using (document_id)
