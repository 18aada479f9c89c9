"""Random views of a whole batch at once, on the device that holds the images.

Parameters are drawn first and applied second, so a step's views can be recorded and made again. Crop, flip and rotation
are one affine map, hence one `grid_sample` and one interpolation; the blur is a pair of matrices a view.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.batches.resident import normalise


@dataclass(frozen=True, slots=True)
class AugmentPolicy:
    """How far views may stray.

    crop_scale_min: smallest share of the image's area that a view shows (the largest is all of it). aspect_max: largest
    ratio of a crop's sides. rotation_degrees: largest rotation either way. flip: mirror half of the views left to
    right. brightness, contrast: largest relative change. gamma: largest change of log-gamma. blur_probability: share of
    blurred views; blur_min, blur_max: range of the Gaussian's standard deviation, as a share of the view's side
    (SimCLR's 0.1 to 2 pixels at 224 are 0.0005 to 0.009; smaller views need more for the blur to be seen at all).
    """

    crop_scale_min: float
    rotation_degrees: float
    flip: bool
    brightness: float
    contrast: float
    gamma: float
    aspect_max: float = 4 / 3
    blur_probability: float = 0.0
    blur_min: float = 0.004
    blur_max: float = 0.015


@dataclass(frozen=True, slots=True)
class AugmentParameters:
    """What happens to each of n views; every tensor is float32 (n,) on the CPU.

    height, width: of the crop, as a share of the image's sides. centre_y, centre_x: of the crop, -1 the top or left
    edge, 1 the bottom or right one. angle: counter-clockwise, radians. mirror: -1 for mirrored views, else 1. gamma:
    exponent. contrast, brightness: factors. sigma: of the blur, as a share of the view's side; 0 for none.
    """

    height: Tensor
    width: Tensor
    centre_y: Tensor
    centre_x: Tensor
    angle: Tensor
    mirror: Tensor
    gamma: Tensor
    contrast: Tensor
    brightness: Tensor
    sigma: Tensor


def draw_parameters(n: int, policy: AugmentPolicy, generator: torch.Generator) -> AugmentParameters:
    """Parameters of n views, from a CPU generator. Area and log-ratio of the crop are uniform, as in random resized
    crops."""

    def uniform(low: float, high: float) -> Tensor:
        return low + (high - low) * torch.rand(n, generator=generator)

    area = uniform(policy.crop_scale_min, 1.0)
    ratio = torch.exp(uniform(-1.0, 1.0) * math.log(policy.aspect_max))
    width, height = (area * ratio).sqrt().clamp(max=1.0), (area / ratio).sqrt().clamp(max=1.0)
    centre_y, centre_x = uniform(-1.0, 1.0) * (1.0 - height), uniform(-1.0, 1.0) * (1.0 - width)
    angle = uniform(-1.0, 1.0) * math.radians(policy.rotation_degrees)
    tossed = torch.rand(n, generator=generator) < 0.5  # drawn in any case, so that the other draws do not move
    mirror = torch.where(tossed & policy.flip, -1.0, 1.0)
    gamma = torch.exp(uniform(-1.0, 1.0) * policy.gamma)
    contrast = 1.0 + uniform(-1.0, 1.0) * policy.contrast
    brightness = 1.0 + uniform(-1.0, 1.0) * policy.brightness
    blurred = torch.rand(n, generator=generator) < policy.blur_probability
    sigma = torch.where(blurred, uniform(policy.blur_min, policy.blur_max), 0.0)
    return AugmentParameters(height, width, centre_y, centre_x, angle, mirror, gamma, contrast, brightness, sigma)


def apply(images: Tensor, parameters: AugmentParameters, out_side: int) -> Tensor:
    """One view of each image: uint8 (n, s, s) to float32 (n, 1, out_side, out_side), normalised, on the images' device.

    In this order: crop, flip and rotation (bilinear, black outside the image), gamma, contrast about the view's own
    mean, brightness, clamping to [0, 1], blur, normalisation.
    """
    device = images.device
    unit = images.unsqueeze(1).to(torch.float32) / 255.0
    grid = F.affine_grid(_affine(parameters).to(device), [len(images), 1, out_side, out_side], align_corners=False)
    views = F.grid_sample(unit, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
    gamma, contrast, brightness = (
        values.to(device).view(-1, 1, 1, 1) for values in (parameters.gamma, parameters.contrast, parameters.brightness)
    )
    # Interpolation can undershoot zero by a rounding error, of which a broken exponent would make "not a number".
    views = views.clamp_(min=0.0).pow_(gamma)
    mean = views.mean(dim=(1, 2, 3), keepdim=True)
    views = views.sub_(mean).mul_(contrast).add_(mean).mul_(brightness).clamp_(0.0, 1.0)
    return normalise(_blur(views, parameters.sigma))


def _affine(parameters: AugmentParameters) -> Tensor:
    """float32 (n, 2, 3): where in the image (x, y in -1..1) a view's pixel lies. Crop after rotation after
    mirroring."""
    cosine, sine = torch.cos(parameters.angle), torch.sin(parameters.angle)
    height, width, mirror = parameters.height, parameters.width, parameters.mirror
    across = torch.stack([width * cosine * mirror, -width * sine, parameters.centre_x], dim=1)
    down = torch.stack([height * sine * mirror, height * cosine, parameters.centre_y], dim=1)
    return torch.stack([across, down], dim=1)


def _blur(views: Tensor, sigma: Tensor) -> Tensor:
    """Gaussian blur of the views whose sigma is above zero; at the border, weights are those of the pixels there
    are."""
    chosen = torch.nonzero(sigma).squeeze(1)
    if len(chosen) == 0:
        return views
    side = views.shape[-1]
    position = torch.arange(side, dtype=torch.float32, device=views.device)
    squares = (position.view(-1, 1) - position.view(1, -1)) ** 2
    # Made on the views' device: at 224 pixels a batch's matrices are megabytes, which a GPU would have to wait for.
    pixels = (sigma[chosen] * side).view(-1, 1, 1).to(views.device)
    kernel = torch.softmax(-squares / (2.0 * pixels**2), dim=-1)
    chosen = chosen.to(views.device)
    subset = views[chosen].squeeze(1)
    views[chosen] = (kernel @ subset @ kernel.transpose(1, 2)).unsqueeze(1)
    return views
