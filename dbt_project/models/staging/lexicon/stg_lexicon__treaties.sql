{{ config(alias='treaties') }}

select
    treaty_name,
    is_bilateral::boolean as is_bilateral,
    signed::date as signed,
    in_force::date as in_force,
    ended::date as ended,
    source
from {{ source('reference', 'treaties') }}
