select
    md5(concat_ws('|', event_id, treaty_entity_id, coalesce(party_entity_id, ''))) as treaty_action_id,
    event_id,
    document_id,
    treaty_entity_id,
    treaty_name,
    party_entity_id,
    party_name,
    action,
    modality,
    date_edtf,
    date_start,
    date_end,
    known_from,
    evidence,
    start_char,
    confidence
from {{ ref('int_treaty_acts') }}
