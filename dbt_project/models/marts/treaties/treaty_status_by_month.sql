{#- The months that the collection covers; as the record stands now. -#}
with months as (

    select unnest(range(first_month, last_month + interval 1 month, interval 1 month))::date as month
    from (
        select date_trunc('month', min(published_start)) as first_month, date_trunc('month', max(known_from)) as last_month
        from {{ ref('stg_news__documents') }}
        where published_start is not null
    )

),

history as (

    select * from {{ ref('treaty_status_history') }} where known_to is null

)

select
    months.month,
    history.treaty_entity_id,
    history.treaty_name,
    history.party_entity_id,
    history.party_name,
    history.basis,
    history.status,
    history.also_status,
    history.valid_from
from months
inner join history
    on history.valid_from <= last_day(months.month)
    and (history.valid_to is null or history.valid_to > last_day(months.month))
