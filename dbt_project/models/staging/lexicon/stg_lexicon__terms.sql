{{ config(alias='terms') }}

select
    person_name,
    body,
    office,
    office_class,
    title,
    term_start::date as term_start,
    term_end::date as term_end
from {{ source('reference', 'terms') }}
