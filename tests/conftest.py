"""Settings that all tests share: bounded, repeatable property tests."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

# Seeds are fixed: a red build is red for everybody. No deadlines, because kernels compile on first use.
settings.register_profile(
    "onrecord",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    # Explaining a failure runs it hundreds of times more; the drawn example says enough.
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
# For hunting: `pytest --hypothesis-profile=hunt` draws new examples, and many more of them.
settings.register_profile("hunt", deadline=None, max_examples=20_000)
settings.load_profile("onrecord")
