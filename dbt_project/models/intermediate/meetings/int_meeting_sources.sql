with claims as (

    select * from {{ ref('int_meeting_claims') }}

),

documents as (

    select * from {{ ref('stg_news__documents') }}

),

near_copies as (

    -- a copy of a copy leads back to the first text; copies never form circles, the depth guards against bad data
    with recursive chain(document_id, origin_id, depth) as (
        select document_id, coalesce(near_duplicate_of, document_id), 0 from documents
        union all
        select chain.document_id, documents.near_duplicate_of, chain.depth + 1
        from chain
        inner join documents on documents.document_id = chain.origin_id
        where documents.near_duplicate_of is not null and chain.depth < 10
    )
    select document_id, arg_max(origin_id, depth) as origin_id from chain group by document_id

)

select
    links.meeting_id,
    claims.event_id,
    claims.document_id,
    links.link_basis,
    claims.status,
    claims.known_from,
    claims.date_end,
    near_copies.origin_id,
    documents.outlet,
    documents.original_outlet,
    claims.evidence,
    claims.start_char,
    claims.confidence
from {{ ref('int_meeting_links') }} as links
inner join claims using (event_id)
inner join documents using (document_id)
inner join near_copies using (document_id)
