/** Money and tokens. What the disk did not take still counts against the budget until the engine stops. */
import type { Cost } from '../../contract/decision.ts';
import type { Spend, SpendLedger } from '../llm/ports.ts';
import type { Database, Row } from './database.ts';

export interface ModelSpend extends Spend {
  readonly provider: string;
  readonly model: string;
}

export interface ReadableSpendLedger extends SpendLedger {
  /** Sums over [from, to) in epoch ms, one a provider and model, the dearest first. */
  readonly byModel: (from: number, to: number) => readonly ModelSpend[];
  /** Epoch ms of the first call that is still in the ledger; null when there is none. */
  readonly firstAt: () => number | null;
}

const nothing: Spend = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };

const plus = (a: Spend, b: Spend): Spend => ({
  calls: a.calls + b.calls,
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  usd: a.usd + b.usd,
});

const fromRow = (row: Row): ModelSpend => ({
  provider: String(row['provider']),
  model: String(row['model']),
  calls: Number(row['calls']),
  inputTokens: Number(row['input_tokens']),
  outputTokens: Number(row['output_tokens']),
  usd: Number(row['usd']),
});

export function spendLedger(database: Database): ReadableSpendLedger {
  let owed: readonly { readonly at: number; readonly cost: Cost }[] = [];

  const byModel = (from: number, to: number): readonly ModelSpend[] => {
    const written = database
      .all(
        `SELECT provider, model, count(*) AS calls, sum(input_tokens) AS input_tokens,
                sum(output_tokens) AS output_tokens, sum(usd) AS usd
         FROM spend WHERE at >= ? AND at < ? GROUP BY provider, model`,
        from,
        to,
      )
      .map(fromRow);
    const unwritten = owed.filter(({ at }) => at >= from && at < to).map(({ cost }) => ({ ...cost, calls: 1 }));
    const groups = Map.groupBy([...written, ...unwritten], ({ provider, model }) => JSON.stringify([provider, model]));
    return [...groups.values()]
      .flatMap(([first, ...others]) =>
        first === undefined
          ? []
          : [{ provider: first.provider, model: first.model, ...others.reduce<Spend>(plus, plus(nothing, first)) }],
      )
      .sort((a, b) => b.usd - a.usd || b.inputTokens - a.inputTokens);
  };

  return {
    add: (at, cost) => {
      owed = [...owed, { at, cost }];
      const written = database.writeThrough(() => {
        for (const each of owed)
          database.run(
            'INSERT INTO spend (at, provider, model, input_tokens, output_tokens, usd) VALUES (?, ?, ?, ?, ?, ?)',
            each.at,
            each.cost.provider,
            each.cost.model,
            each.cost.inputTokens,
            each.cost.outputTokens,
            each.cost.usd,
          );
      });
      if (written) owed = [];
    },
    sum: (from, to) => byModel(from, to).reduce<Spend>(plus, nothing),
    byModel,
    firstAt: () => {
      const written = database.first('SELECT min(at) AS at FROM spend')?.['at'];
      const moments = [...(typeof written === 'number' ? [written] : []), ...owed.map(({ at }) => at)];
      return moments.length === 0 ? null : Math.min(...moments);
    },
  };
}
