"""From the record of a use case to what the simulation needs: distributions, grades and sentences; no NumPy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fortnight.core.phrase import joined, say
from fortnight.core.quantity import Evidence
from fortnight.core.roadmap.plan import Closing
from fortnight.core.roi.assumptions import assumptions
from fortnight.core.roi.checks import input_problems
from fortnight.core.roi.correlation import Correlation, correlation_of, pairs
from fortnight.core.roi.distributions import Distribution, Fixed
from fortnight.core.roi.evidence import believe
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.roi.resolve import Resolution, ResolvedInput, resolve
from fortnight.core.roi.results import InputUsed, Widened
from fortnight.core.use_case import UseCase
from fortnight.core.wording import ENGLISH, Wording

SHARED_STREAMS = ("labour_cost_per_hour", "day_rate", "input_price_per_million", "output_price_per_million",
                  "exchange_rate")
"""Prices of labour, tokens and currency: one market, so they rise and fall together over the use cases."""


@dataclass(frozen=True, slots=True)
class ModelInput:
    """One input as the simulation draws it."""

    distribution: Distribution
    grade: Evidence | None
    used: InputUsed
    widened: Widened | None

    @property
    def is_uncertain(self) -> bool:
        """Whether it differs from draw to draw."""
        return not isinstance(self.distribution, Fixed)


@dataclass(frozen=True, slots=True)
class ModelCase:
    """A use case, ready to be simulated when nothing is missing and nothing contradicts."""

    inputs: Mapping[str, ModelInput]
    missing: tuple[str, ...]

    @property
    def uncertain(self) -> tuple[str, ...]:
        """The names of the inputs that differ from draw to draw."""
        return tuple(name for name, each in self.inputs.items() if each.is_uncertain)

    @property
    def distributions(self) -> dict[str, Distribution]:
        """The distribution of each input by name."""
        return {name: each.distribution for name, each in self.inputs.items()}

    @property
    def medians(self) -> dict[str, float]:
        """The median of each input by name."""
        return {name: each.used.median for name, each in self.inputs.items()}


@dataclass(frozen=True, slots=True)
class Preparation:
    """A use case as the model sees it, with what must be told about that."""

    case: ModelCase
    problems: tuple[str, ...]
    assumptions: tuple[str, ...]
    correlation: Correlation | None
    """None where nothing is correlated."""

    @property
    def can_run(self) -> bool:
        """Whether there is enough, and nothing contradictory, to compute a figure."""
        return not self.case.missing and not self.problems


def prepare(case: UseCase, closing: Closing | None, wording: Wording = ENGLISH) -> Preparation:
    """Return what the simulation needs to know about `case`; `wording` writes the numbers of its sentences."""
    resolution = resolve(case, closing)
    problems = tuple(joined(": ", found) for found in input_problems(case, wording))
    model_case = _model_case(resolution)
    told = (*assumptions(case, resolution, closing, wording), *_idle_correlations(case, model_case))
    return Preparation(model_case, problems, told, _correlation(case, model_case))


def variant_case(case: UseCase, closing: Closing | None) -> ModelCase:
    """Return the inputs of a segment or an alternative, whose sentences belong to the use case itself."""
    return _model_case(resolve(case, closing))


def _model_case(resolution: Resolution) -> ModelCase:
    return ModelCase({name: _model_input(found) for name, found in resolution.inputs.items()}, resolution.missing)


def _model_input(found: ResolvedInput) -> ModelInput:
    believed = believe(INPUTS[found.name], found.quantity, found.grade)
    distribution = believed.distribution
    used = InputUsed(
        input_name=found.name,
        median=distribution.quantile(0.5),
        p5=distribution.quantile(0.05),
        p95=distribution.quantile(0.95),
        evidence=None if found.origin == "roadmap" else found.grade,
        origin=found.origin,
        source=found.source,
    )
    return ModelInput(distribution, found.grade, used, believed.widened)


def _correlation(case: UseCase, model_case: ModelCase) -> Correlation | None:
    """Return how the uncertain inputs move together.

    A shared stream comes first and so keeps its order; a second one in the same use case is reordered.
    """
    targets = pairs(case.roi)
    uncertain = model_case.uncertain
    order = sorted(uncertain, key=lambda name: (name not in SHARED_STREAMS, uncertain.index(name)))
    found = correlation_of(targets, order)
    return found if found is not None and found.names else None


def _idle_correlations(case: UseCase, model_case: ModelCase) -> tuple[str, ...]:
    """Return one sentence for each typed correlation that cannot work, because an input of it is certain."""
    uncertain = model_case.uncertain
    return tuple(
        say("The correlation of {first} and {second} has no effect: {certain} does not vary here.", first=first,
            second=second, certain=certain)
        for first, second in pairs(case.roi)
        for certain in [name for name in (first, second) if name not in uncertain][:1]
    )
