{{ config(materialized='ephemeral') }}

{#- Two texts of one agency within three days are one source, as are near copies. -#}
with sources as (

    select distinct meeting_id, document_id, origin_id, original_outlet, outlet, known_from
    from {{ ref('int_meeting_sources') }}

),

same_agency as (

    select
        copies.meeting_id,
        copies.document_id,
        min(originals.origin_id) as origin_id
    from sources as copies
    inner join sources as originals
        on originals.meeting_id = copies.meeting_id
        and copies.original_outlet in (originals.original_outlet, originals.outlet)
        and abs(originals.known_from - copies.known_from) <= 3
    group by copies.meeting_id, copies.document_id

)

select
    sources.meeting_id,
    count(distinct sources.document_id) as n_articles,
    count(distinct coalesce(same_agency.origin_id, sources.origin_id)) as n_independent_sources
from sources
left join same_agency using (meeting_id, document_id)
group by sources.meeting_id
