select
    event_id,
    entity_id,
    role
from {{ source('news', 'event_participants') }}
