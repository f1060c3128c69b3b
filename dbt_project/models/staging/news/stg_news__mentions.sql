select
    mention_id,
    document_id,
    entity_id,
    entity_type,
    mention_kind,
    surface
from {{ source('news', 'mentions') }}
