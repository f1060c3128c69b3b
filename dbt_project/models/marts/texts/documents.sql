with counts as (

    select document_id, count(*) as n_meetings from {{ ref('meeting_sources') }} group by document_id

),

acts as (

    select document_id, count(distinct event_id) as n_treaty_actions from {{ ref('int_treaty_acts') }} group by document_id

),

quotes as (

    select document_id, count(distinct utterance_id) as n_quotes from {{ ref('stg_news__quotes') }} group by document_id

)

select
    documents.document_id,
    documents.source_path,
    documents.title,
    documents.outlet,
    documents.original_outlet,
    documents.language,
    documents.char_count,
    documents.published_start,
    documents.published_end,
    documents.published_basis,
    documents.known_from,
    documents.near_duplicate_of,
    coalesce(counts.n_meetings, 0) as n_meetings,
    coalesce(acts.n_treaty_actions, 0) as n_treaty_actions,
    coalesce(quotes.n_quotes, 0) as n_quotes
from {{ ref('stg_news__documents') }} as documents
left join counts using (document_id)
left join acts using (document_id)
left join quotes using (document_id)
