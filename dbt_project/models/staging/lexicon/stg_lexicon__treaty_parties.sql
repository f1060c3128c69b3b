{{ config(alias='treaty_parties') }}

select
    treaty_name,
    party_code,
    party_name
from {{ source('reference', 'treaty_parties') }}
