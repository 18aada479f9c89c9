"""Convolutions over maps of a few pixels as matrix products, where oneDNN's own take several times as long.

The last stages of an encoder that sees 64 pixels work on maps of 4×4 and 2×2 pixels with hundreds of channels. There
oneDNN's convolutions reach a tenth of what the CPU multiplies in a matrix product: the three of a ResNet-18's last
stage took 40 % of a training step. Written as patches × filters (Chellapilla et al. 2006, "High Performance
Convolutional Neural Networks for Document Processing") each takes 4 to 9 times less time. On somewhat larger maps the
same holds of the filters' gradient alone. `tests/benchmarks/bench_small_map.py` has the table that the limits below are
read from. The sums are the same, added in another order. The filters stay where they are, in a Conv2d, so state dicts,
channels-last layout and exports know nothing of it.
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

_FEWEST_CHANNELS = 128
_SMALL, _SMALLEST, _MODERATE = 16, 4, 64  # pixels of the answer
_HEAVY = 512 * 256 * 9  # weights of a filter bank


class SmallMapConv2d(nn.Conv2d):
    """A Conv2d that multiplies matrices where that is the faster way: on a CPU, where the answer is a small map."""

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002  (the parent's name)
        """float (n, in_channels, h, w) to (n, out_channels, h', w'), in autocast's format where that is on."""
        if not self._pays(input):
            return super().forward(input)
        weight, bias = self.weight, self.bias
        if torch.is_autocast_enabled("cpu"):
            dtype = torch.get_autocast_dtype("cpu")
            input, weight = input.to(dtype), weight.to(dtype)  # noqa: A001
            bias = None if bias is None else bias.to(dtype)
        stride, margin = int(self.stride[0]), int(self.padding[0])
        if weight.shape[-1] == 1:
            pixels = input[:, :, ::stride, ::stride].permute(0, 2, 3, 1)
            n, height, width, channels = pixels.shape
            # Contiguous rows: torch multiplies strided ones a thousand times slower where nothing is to be learnt.
            answers = F.linear(pixels.reshape(-1, channels), weight.flatten(1), bias)
            return answers.view(n, height, width, -1).permute(0, 3, 1, 2)
        answer: Tensor = _PatchProduct.apply(input, weight, stride, margin, self._whole(input))
        return answer if bias is None else answer + bias[:, None, None]

    def _pays(self, images: Tensor) -> bool:
        if images.device.type != "cpu" or images.ndim != 4 or self.groups != 1 or torch.onnx.is_in_onnx_export():
            return False
        kernel = self.kernel_size[0]
        if self.kernel_size[1] != kernel or kernel not in (1, 3) or self.padding_mode != "zeros":
            return False
        if self.dilation != (1, 1) or self.stride[0] != self.stride[1] or self.padding != (kernel // 2, kernel // 2):
            return False
        if self.in_channels < _FEWEST_CHANNELS:
            return False
        pixels = self._answer_pixels(images)
        if kernel == 1:
            return pixels <= (_MODERATE if torch.is_autocast_enabled("cpu") else _SMALL)
        learns = torch.is_grad_enabled() and self.weight.requires_grad
        gradient = pixels <= _SMALL or (pixels <= _MODERATE and self.weight.numel() > _HEAVY)
        return self._whole(images) or (learns and gradient)

    def _whole(self, images: Tensor) -> bool:
        """Whether the answer and the images' gradient, too, are quicker as products; else the filters' gradient is."""
        pixels = self._answer_pixels(images)
        return pixels <= _SMALLEST or (pixels <= _SMALL and self.weight.numel() >= _HEAVY)

    def _answer_pixels(self, images: Tensor) -> int:
        height, width = (-(-int(side) // self.stride[0]) for side in images.shape[-2:])
        return height * width


def quicken_small_maps(network: nn.Module) -> None:
    """Make every plain convolution of `network` a `SmallMapConv2d`, its weights, name and place as they were."""
    for module in network.modules():
        if type(module) is nn.Conv2d:
            module.__class__ = SmallMapConv2d  # building a new one would draw random numbers and part with the weights


class _PatchProduct(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, images: Tensor, weight: Tensor, stride: int, margin: int, whole: bool) -> Tensor:
        ctx.save_for_backward(images, weight)
        ctx.geometry = (stride, margin, whole)
        if not whole:
            return F.conv2d(images, weight, stride=stride, padding=margin)
        patches, (height, width) = _patches(images, weight.shape[-1], stride, margin)
        return (patches @ _matrix(weight).t()).view(len(images), height, width, -1).permute(0, 3, 1, 2)

    @staticmethod
    def backward(ctx: Any, *gradients: Any) -> tuple[Tensor | None, Tensor | None, None, None, None]:
        images, weight = ctx.saved_tensors
        stride, margin, whole = ctx.geometry
        kernel, (height, width) = weight.shape[-1], gradients[0].shape[-2:]
        gradient = gradients[0].permute(0, 2, 3, 1).reshape(-1, weight.shape[0])
        of_weight = of_images = None
        if ctx.needs_input_grad[1]:
            patches, _ = _patches(images, kernel, stride, margin)  # quicker made again than kept
            of_weight = (gradient.t() @ patches).view(-1, kernel, kernel, weight.shape[1]).permute(0, 3, 1, 2)
        if ctx.needs_input_grad[0] and not whole:
            of_images = torch.ops.aten.convolution_backward(
                gradients[0], images, weight, None, [stride] * 2, [margin] * 2, [1, 1], False, [0, 0], 1,
                [True, False, False],
            )[0]  # fmt: skip
        elif ctx.needs_input_grad[0]:
            n, channels, rows, columns = images.shape
            of_patches = (gradient @ _matrix(weight)).view(n, height, width, kernel, kernel, channels)
            # Nine contributions a pixel are added up in float32 whatever the format.
            total = torch.zeros(n, rows + 2 * margin, columns + 2 * margin, channels)
            for i in range(kernel):
                for j in range(kernel):
                    ends = i + stride * (height - 1) + 1, j + stride * (width - 1) + 1
                    total[:, i : ends[0] : stride, j : ends[1] : stride] += of_patches[:, :, :, i, j]
            inner = total[:, margin : margin + rows, margin : margin + columns]
            of_images = inner.to(images.dtype).permute(0, 3, 1, 2)
        return of_images, of_weight, None, None, None


def _matrix(weight: Tensor) -> Tensor:
    """Filters (out, in, k, k) as (out, k·k·in): no copy where they lie channels last."""
    return weight.permute(0, 2, 3, 1).reshape(weight.shape[0], -1)


def _patches(images: Tensor, kernel: int, stride: int, margin: int) -> tuple[Tensor, tuple[int, int]]:
    """(n, c, h, w) to a row of k·k·c values for each pixel of the answer (n·h'·w', k·k·c), and (h', w')."""
    padded = F.pad(images.permute(0, 2, 3, 1), (0, 0, margin, margin, margin, margin)).contiguous()
    n, rows, columns, channels = padded.shape
    height, width = (rows - kernel) // stride + 1, (columns - kernel) // stride + 1
    image, row, pixel, channel = padded.stride()
    windows = padded.as_strided(
        (n, height, width, kernel, kernel, channels), (image, row * stride, pixel * stride, row, pixel, channel)
    )
    return windows.reshape(n * height * width, -1), (height, width)
