"""An extension for the benchmark alone (`YINGDA_EXTENSIONS=bench.quiet`): nobody reads how a visitor feels, so that the
spine is measured and not the understanding of language. What reading costs is measured beside it, without this."""

from yingda.kernel import House

LEFT_OUT = "bot.mood"


def install(house: House) -> None:
    """Takes the reaction away again."""
    for wanted in house.reactions.values():
        wanted[:] = [each for each in wanted if each[0] != LEFT_OUT]
