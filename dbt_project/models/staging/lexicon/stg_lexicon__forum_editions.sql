{{ config(alias='forum_editions') }}

select
    series_name,
    edition_name,
    year::integer as year,
    date_start::date as date_start,
    date_end::date as date_end,
    place,
    country_code
from {{ source('reference', 'forum_editions') }}
