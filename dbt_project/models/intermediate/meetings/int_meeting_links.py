"""Which real-world meeting each event is about. The rules live, with their tests, in summitry.build.identity."""

from summitry.build.claims import claims
from summitry.build.identity import link

ROW = "struct(event_id varchar, meeting_id varchar, link_basis varchar)[]"


def model(dbt, session):
    dbt.config(materialized="table")
    relation = dbt.ref("int_meeting_claims")
    names = relation.columns
    rows = [dict(zip(names, row, strict=True)) for row in relation.fetchall()]
    links = [{"event_id": x.event_id, "meeting_id": x.meeting_id, "link_basis": x.basis} for x in link(claims(rows))]
    return session.sql(f"select unnest(?::{ROW}, recursive := true)", params=[links])
