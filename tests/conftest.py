import regex
from hypothesis import HealthCheck, settings

regex.cache_all(False)  # it thins its cache out at random, which Hypothesis forbids while rules are being made

settings.register_profile(
    "newslint", deadline=None, derandomize=True, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("newslint")
