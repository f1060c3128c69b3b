{{ config(alias='countries') }}

select
    country_code,
    name as country_name,
    valid_from::date as valid_from,
    valid_to::date as valid_to
from {{ source('reference', 'countries') }}
