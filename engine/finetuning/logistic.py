"""Two-class logistic regression with an L2 penalty, quick where the features are few and each of its own size.

The optimum is that of scikit-learn (`LogisticRegression`). In principal axes the curvature at the start is diagonal;
scaled by it, L-BFGS needs some dozens of iterations where unscaled features of an encoder need hundreds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_GRADIENT = 1e-4  # of the scaled problem, whose curvature is about 1: the weights' own error
_ITERATIONS = 500


@dataclass(frozen=True)
class Logistic:
    """P(class 1) = 1/(1 + exp(−(x·weights + bias))); weights: float64 (d,)."""

    weights: Array
    bias: float

    def logits(self, x: Array) -> Array:
        """float64 (n,) of x (n, d)."""
        return np.asarray(x @ self.weights + self.bias)

    def probability(self, x: Array) -> Array:
        """Of class 1, float64 (n,) of x (n, d)."""
        from scipy.special import expit

        return np.asarray(expit(self.logits(x)))

    def loss(self, x: Array, is_one: NDArray[np.bool_]) -> float:
        """The mean log-loss."""
        return float(np.mean(np.logaddexp(0.0, np.where(is_one, -1.0, 1.0) * self.logits(x))))


def fit_logistic(
    x: Array, is_one: NDArray[np.bool_], strength: float, *, balanced: bool, start: Logistic | None = None
) -> Logistic:
    """Minimise ½‖w‖² + C Σ sᵢ log(1 + exp(−yᵢ(xᵢ·w + b))), y = ±1, s balancing the classes where `balanced`.

    x: (n, d), best in principal axes. strength: C. start: where to begin, e.g. the fit with a smaller C. Both classes
    must be there.
    """
    from scipy.optimize import minimize
    from scipy.special import expit

    sign = np.where(is_one, 1.0, -1.0)
    each = np.full(len(x), strength)
    if balanced:
        each *= np.where(is_one, len(x) / (2.0 * is_one.sum()), len(x) / (2.0 * (~is_one).sum()))
    curvature = 1.0 + 0.25 * (each @ (x * x))
    scale = 1.0 / np.sqrt(np.append(curvature, 0.25 * each.sum()))
    design = np.column_stack([x, np.ones(len(x))]) * scale

    def objective(u: Array) -> tuple[float, Array]:
        margin = sign * (design @ u)
        w = u[:-1] * scale[:-1]
        value = 0.5 * float(w @ w) + float(each @ np.logaddexp(0.0, -margin))
        slope = -design.T @ (each * sign * expit(-margin))
        slope[:-1] += w * scale[:-1]
        return value, slope

    begin = np.zeros(len(scale)) if start is None else np.append(start.weights, start.bias) / scale
    options = {"maxiter": _ITERATIONS, "gtol": _GRADIENT, "ftol": 1e-12, "maxcor": 20}
    found = minimize(objective, begin, jac=True, method="L-BFGS-B", options=options).x * scale
    return Logistic(np.asarray(found[:-1]), float(found[-1]))
