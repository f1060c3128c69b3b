"""Train the language model that Summitry ships, export it as int8 ONNX.

    python -m training.train --data SHARED/train --passages SHARED/passages --bert MINILM/model.safetensors \
        --tokenizer summitry/extract/model/tokenizer.json --out OUT [--baseline C4.pc.onnx] [--words 850000] [--more 160000]

Everything random comes from --seed; the length is counted in words, not in time, so that a run can be repeated.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from training import corpora
from training.augment import Augmenter
from training.batches import Encoder, Targets, targets
from training.corpora import Example, held_back
from training.export import export
from training.labels import UNMARKED
from training.model import Net, Size, start_from_baseline, start_from_bert

log = logging.getLogger("training")

#: Share of the words each source gets, whatever its size.
FIRST_SHARES = {
    "ewt": 0.34,
    "gum": 0.20,
    "diplomatic": 0.11,
    "passages": 0.19,
    "uner": 0.08,
    "wikigold": 0.03,
    "crossner": 0.025,
    "tweets": 0.025,
}
#: The second, shorter phase turns to our own domain, with the sentences that name a treaty, forum or event drawn RARE_TIMES as often.
SECOND_SHARES = {
    "ewt": 0.22,
    "gum": 0.13,
    "diplomatic": 0.18,
    "passages": 0.31,
    "uner": 0.09,
    "wikigold": 0.03,
    "crossner": 0.02,
    "tweets": 0.02,
}
RARE_TIMES = 3
#: Weight of the name loss per source: silver or informal names count less.
NAME_WEIGHTS = {"gum": 0.5, "tweets": 0.5, "crossner": 0.7}
#: Word pieces of a batch, padding included.
BATCH_PIECES = 1150
MAX_WORDS, MAX_TRAINED_PIECES = 110, 170
LEARNING_RATE = {"encoder": 3e-4, "heads": 2e-3}
WARM_UP = 60


def has_rare(e: Example) -> bool:
    """Whether the sentence names a treaty, a forum or an event."""
    return any(types[0] in UNMARKED for _, _, types in e.names or [])


@dataclass(frozen=True)
class Sources:
    """The training examples by source."""

    examples: dict[str, list[Example]]

    @classmethod
    def read(cls, data: Path, passages: Path) -> Sources:
        """Read all corpora without their held-back parts."""
        diplomatic = corpora.diplomatic(data / "diplomatic")
        own = corpora.passages(passages)
        kept_d, kept_p = held_back(len(diplomatic)), held_back(len(own))
        return cls(
            {
                "ewt": corpora.ewt_train(data / "ewt"),
                "gum": corpora.gum_train(data / "gum"),
                "diplomatic": [e for i, e in enumerate(diplomatic) if i not in kept_d],
                "passages": [e for i, group in enumerate(own) if i not in kept_p for e in group],
                "uner": corpora.uner(data / "ner" / "uner_ewt.dev.iob2"),
                "wikigold": corpora.wikigold(data / "ner" / "wikigold.conll"),
                "crossner": corpora.crossner(data / "ner" / "crossner"),
                "tweets": corpora.tweets(data / "ner"),
            }
        )

    def dep_labels(self) -> list[str]:
        """The 48 most frequent dependency labels of the training sets."""
        counts = Counter(d for name in ("ewt", "gum") for e in self.examples[name] if len(e.words) <= 90 for d in e.deps or [])
        return [d for d, _ in counts.most_common(48)]

    def stream(self, seed: int, encoder: Encoder, shares: dict[str, float], rare_times: int = 1) -> Iterator[list[Example]]:
        """Yield batches for ever: sources drawn by share, lengths alike within a batch."""
        pick = random.Random(seed)
        names = list(shares)

        def size(e: Example) -> int:
            return 2 + sum(len(encoder.pieces(w)) for w in e.words)

        pools = {n: [e for e in self.examples[n] if 0 < len(e.words) <= MAX_WORDS and size(e) <= MAX_TRAINED_PIECES] for n in names}
        for n in ("diplomatic", "passages"):
            pools[n] = pools[n] + [e for e in pools[n] if has_rare(e)] * (rare_times - 1)
        mean = {n: sum(len(e.words) for e in pools[n]) / len(pools[n]) for n in names}
        chance = [shares[n] / mean[n] for n in names]
        queues: dict[str, list[Example]] = {n: [] for n in names}
        while True:
            chunk: list[Example] = []
            for name in pick.choices(names, chance, k=1200):
                if not queues[name]:
                    queues[name] = pick.sample(pools[name], len(pools[name]))
                chunk.append(queues[name].pop())
            chunk.sort(key=size)
            batches, batch = [], []
            for e in chunk:
                if batch and size(e) * (len(batch) + 1) > BATCH_PIECES:
                    batches.append(batch)
                    batch = []
                batch.append(e)
            batches.append(batch)
            pick.shuffle(batches)
            yield from batches


def name_loss(scores: Tensor, t: Targets) -> Tensor:
    """Minus log of the probability of the allowed labels together, weighted by source."""
    known = t.names.any(-1)
    if not known.any():
        return scores.sum() * 0.0
    log_p = scores.float().log_softmax(-1).masked_fill(~t.names, -1e9).logsumexp(-1)
    weight = known * t.weight[:, None]
    return -(log_p * weight).sum() / weight.sum()


def loss_of(net: Net, inputs: dict[str, Tensor], t: Targets, extra_heads: tuple[float, float]) -> dict[str, Tensor]:
    """The losses that the batch has targets for."""

    def cross(scores: Tensor, gold: Tensor) -> Tensor:
        return F.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=-100)

    w = net.drop(net.encode(inputs["ids"], inputs["mask"], inputs["case"], inputs["first"]))
    out: dict[str, Tensor] = {}
    share = float(t.names.any(-1).any(-1).float().mean())
    if share:
        out["names"] = name_loss(net.names(w), t) * share
    rows = (t.heads != -100).any(-1)
    if rows.any():
        part, portion = w[rows], rows.float().mean()
        arcs = net.arcs(part).masked_fill(~t.real[rows][:, None, :], -1e4)
        labels = net.dep_labels(part, t.heads[rows].clamp(min=0))
        out["arcs"] = cross(arcs, t.heads[rows]) * portion
        out["deps"] = cross(labels, t.deps[rows]) * portion
        out["tags"] = 0.5 * cross(net.tags(part), t.tags[rows]) * portion
    rows = (t.quotes != -100).any(-1)
    if rows.any():
        part, portion = w[rows], rows.float().mean()
        out["meetings"] = extra_heads[0] * cross(net.meetings(part), t.meetings[rows]) * portion
        out["quotes"] = extra_heads[1] * cross(net.quotes(part), t.quotes[rows]) * portion
    return out


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to train. With `skip` steps (of a run that was stopped) the same batches are drawn but not trained on."""

    words: int
    scale: float
    seed: int
    shares: dict[str, float]
    rare_times: int = 1
    extra_heads: tuple[float, float] = (0.4, 0.2)
    skip: int = 0

    def factor(self, step: int, seen: int) -> float:
        """Factor on the learning rates: up over WARM_UP steps, then down to almost nothing in proportion to the words left."""
        return self.scale * min(1.0, (step - self.skip + 1) / WARM_UP) * max(0.01, 1 - seen / self.words)


def parameter_groups(net: Net) -> list[dict[str, Any]]:
    """Encoder and heads with their own learning rates; the word embeddings stay as they are, so that rare names keep their place."""
    net.words.weight.requires_grad = False
    heads = {"names", "tags", "meetings", "quotes", "arc_head", "arc_dep", "arc_u", "lab_head", "lab_dep", "lab_u", "shapes"}
    groups: dict[str, list[Tensor]] = {"encoder": [], "heads": []}
    for name, p in net.named_parameters():
        if p.requires_grad:
            groups["heads" if name.split(".")[0] in heads else "encoder"].append(p)
    return [{"params": params, "lr": 0.0, "base": LEARNING_RATE[name]} for name, params in groups.items()]


def train(net: Net, sources: Sources, encoder: Encoder, deps: list[str], plan: Schedule) -> Iterator[int]:
    """Train in place; yields the number of steps done after each."""
    augment = Augmenter([e for group in sources.examples.values() for e in group], plan.seed)
    dep_ids = {d: i for i, d in enumerate(deps)}
    groups = parameter_groups(net)
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    net.train()
    seen, begun = 0, time.process_time()
    recent: Counter[str] = Counter()
    for step, batch in enumerate(sources.stream(plan.seed, encoder, plan.shares, plan.rare_times)):
        if seen >= plan.words:
            return
        varied = [augment(e) for e in batch]
        seen += sum(len(e.words) for e in varied)
        if step < plan.skip:
            continue
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * plan.factor(step, seen)
        losses = loss_of(net, encoder([e.words for e in varied]), targets(varied, dep_ids, NAME_WEIGHTS), plan.extra_heads)
        optimizer.zero_grad(set_to_none=True)
        torch.stack(list(losses.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 1.0)
        optimizer.step()
        recent.update({k: v.item() for k, v in losses.items()})
        if (step + 1) % 50 == 0:
            shown = " ".join(f"{k} {v / 50:.3f}" for k, v in sorted(recent.items()))
            log.info("step %d, %d words, %.0f CPU s: %s", step + 1, seen, time.process_time() - begun, shown)
            recent.clear()
        yield step + 1


def snapshot(net: Net) -> dict[str, Tensor]:
    """A copy of the weights."""
    return {k: v.detach().clone() for k, v in net.state_dict().items()}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with ewt/ gum/ ner/ diplomatic/")
    parser.add_argument("--passages", type=Path, required=True, help="folder with the annotated passages (*.jsonl)")
    parser.add_argument("--bert", type=Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json")
    parser.add_argument(
        "--baseline", type=Path, help="int8 ONNX of the lab to continue from, its dependency labels beside it as .deps.json"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for weights.pt, model.onnx, labels.json")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--words", type=int, default=850_000)
    parser.add_argument("--scale", type=float, default=0.8, help="factor on the learning rates")
    parser.add_argument("--resume", type=Path, help="weights.pt of a run that was stopped")
    parser.add_argument("--skip", type=int, default=0, help="steps that run had made")
    parser.add_argument("--more", type=int, default=160_000, help="words of the second phase")
    parser.add_argument("--all-heads", action="store_true", help="export the experimental meeting and quote heads too")
    parser.add_argument("--second-only", action="store_true", help="with --resume: the first phase is done")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    sources = Sources.read(args.data, args.passages)
    log.info("words: %s", {n: sum(len(e.words) for e in g) for n, g in sources.examples.items()})
    # The baseline's dependency head is kept only if its label order is kept.
    deps = json.loads(args.baseline.with_suffix(".deps.json").read_text("utf-8")) if args.baseline else sources.dep_labels()
    net = Net(len(deps), Size(layers=args.layers))
    start_from_bert(net, args.bert)
    if args.baseline:
        start_from_baseline(net, args.baseline)
    if args.resume:
        net.load_state_dict(torch.load(args.resume))
    first = Schedule(args.words, args.scale, args.seed, FIRST_SHARES, skip=args.skip)
    second = Schedule(args.more, args.scale / 2, args.seed + 1, SECOND_SHARES, RARE_TIMES, extra_heads=(2.0, 0.6))
    encoder = Encoder(args.tokenizer)
    ends: list[dict[str, Tensor]] = []
    if args.second_only:
        ends.append(snapshot(net))
    for plan in (second,) if args.second_only else (first, second):
        for step in train(net, sources, encoder, deps, plan):
            if step % 100 == 0:
                torch.save(net.state_dict(), args.out / "weights.pt")
        ends.append(snapshot(net))
        torch.save(ends[-1], args.out / f"weights.phase{len(ends)}.pt")
    # The mean of the two ends keeps what the second phase wins in our domain and most of what it loses elsewhere.
    net.load_state_dict({k: sum(e[k] for e in ends) / len(ends) for k in ends[0]})
    net.all_heads = args.all_heads
    torch.save(net.state_dict(), args.out / "weights.pt")
    export(net, deps, args.out)


if __name__ == "__main__":
    main()
