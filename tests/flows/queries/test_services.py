"""The query, through its real doors."""


from jiaxin.facts.records.rules import Background, Colour, Section
from jiaxin.flows.queries import reads
from jiaxin.flows.queries import services as queries
from jiaxin.trust.access.actor import Actor
from tests import makers


def test_the_loop_from_asking_to_who_looked(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)

    report = queries.open_report(hu, query_id=query)

    assert report.light.colour is Colour.GREEN
    assert report.identity.name == makers.NAME
    assert report.background is not None
    assert report.background.word is Background.NONE_FOUND
    [look] = reads.who_looked(lin)
    assert look.called == "胡女士"
    assert look.sections == tuple(Section)
