{#- Every meeting of leaders under each heading it is counted by: all, each pair of leaders, each pair of countries. -#}
with guests as (

    select participants.*
    from {{ ref('int_meeting_participants') }} as participants
    inner join {{ ref('meetings') }} as meetings using (meeting_id)
    where meetings.is_summit or meetings.is_leader_meeting

),

scopes as (

    select meeting_id, 'all' as scope_kind, 'all' as pair_or_scope from guests
    union
    select one.meeting_id, 'leaders', one.name || ' + ' || two.name
    from guests as one
    inner join guests as two on two.meeting_id = one.meeting_id and one.name < two.name
    where one.entity_type = 'person' and two.entity_type = 'person'
    union
    select one.meeting_id, 'countries', one.country_code || ' + ' || two.country_code
    from guests as one
    inner join guests as two on two.meeting_id = one.meeting_id and one.country_code < two.country_code

)

select * from scopes
