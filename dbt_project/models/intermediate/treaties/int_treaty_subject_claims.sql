{#- The claims about each instrument and about each of its parties, to whom what is so of the instrument is handed down. -#}
with claims as (

    select * from {{ ref('int_treaty_claims') }}

),

parties as (

    -- whoever signs, suspends, leaves, breaks or keeps a treaty is a party to it
    select distinct treaty_entity_id, party_entity_id, party_name, party_country_code
    from {{ ref('int_treaty_acts') }}
    where party_entity_id is not null and modality in ('done', 'announced', 'scheduled') and action not in ('negotiate', 'conclude', 'join', 'reject')

),

handed_down as (

    select claims.* replace (parties.party_entity_id as party_entity_id, parties.party_name as party_name, parties.party_country_code as party_country_code)
    from claims
    inner join {{ ref('treaty_conditions') }} as conditions using (condition)
    inner join parties using (treaty_entity_id)
    where claims.party_entity_id is null and conditions.binds_parties

),

dissolved as (

    -- a state that is no more is no party: what is said of it ends with it
    select of_party.* replace (
        'dissolved' as condition, false as is_scheduled, countries.valid_to as window_start, countries.valid_to as window_end,
        countries.valid_to as valid_from, null as date_edtf
    )
    from (select * from claims where party_entity_id is not null union all by name select * from handed_down) as of_party
    inner join {{ ref('stg_lexicon__countries') }} as countries on countries.country_code = of_party.party_country_code
    where countries.valid_to is not null

)

select
    treaty_entity_id,
    treaty_name,
    party_entity_id,
    party_name,
    party_country_code,
    md5(concat_ws('|', treaty_entity_id, coalesce(party_entity_id, ''))) as subject_id,
    condition,
    is_scheduled,
    window_start,
    window_end,
    valid_from,
    date_edtf,
    known_from,
    document_id,
    event_id,
    evidence
from (select * from claims union all by name select * from handed_down union all by name select * from dissolved)
