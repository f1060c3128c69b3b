select
    entity_id,
    name,
    entity_type,
    country_code,
    wikidata_id,
    is_known,
    first_document_id,
    loaded_at
from {{ source('news', 'entities') }}
