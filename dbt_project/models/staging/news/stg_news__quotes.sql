select
    quote_id,
    document_id,
    utterance_id,
    text,
    kind,
    speaker_entity_id,
    speaker_name,
    speaker_surface,
    cue,
    said_date_edtf,
    start_char,
    end_char,
    confidence
from {{ source('news', 'quotes') }}
