select
    meeting_id,
    status,
    known_from,
    document_id,
    event_id,
    row_number() over (partition by meeting_id order by known_from, event_id) as step,
    status is distinct from lag(status) over (partition by meeting_id order by known_from, event_id) as is_change
from {{ ref('int_meeting_sources') }}
