with quotes as (

    select quotes.*, documents.known_from, documents.outlet, documents.source_path
    from {{ ref('stg_news__quotes') }} as quotes
    inner join {{ ref('stg_news__documents') }} as documents using (document_id)

),

offices as (

    select quotes.quote_id, terms.title as speaker_office, terms.body as speaker_office_of
    from quotes
    inner join {{ ref('stg_news__entities') }} as entities on entities.entity_id = quotes.speaker_entity_id
    inner join {{ ref('stg_lexicon__terms') }} as terms
        on terms.person_name = entities.name
        and terms.term_start <= quotes.known_from
        and (terms.term_end is null or terms.term_end > quotes.known_from)
    qualify row_number() over (
        partition by quotes.quote_id
        order by list_position(['leader', 'top_official', 'monarch', 'minister', 'other'], terms.office_class), terms.term_start desc, terms.title
    ) = 1

)

select
    quotes.quote_id,
    quotes.document_id,
    quotes.utterance_id,
    quotes.text,
    quotes.kind,
    quotes.speaker_entity_id,
    coalesce(entities.name, quotes.speaker_name) as speaker,
    entities.country_code as speaker_country_code,
    offices.speaker_office,
    offices.speaker_office_of,
    quotes.speaker_surface,
    quotes.cue,
    quotes.said_date_edtf,
    quotes.known_from,
    quotes.outlet,
    quotes.source_path,
    quotes.start_char,
    quotes.end_char,
    quotes.confidence
from quotes
left join {{ ref('stg_news__entities') }} as entities on entities.entity_id = quotes.speaker_entity_id
left join offices using (quote_id)
