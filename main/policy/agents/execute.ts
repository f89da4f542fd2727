/** Agent `execute`: takes drafts as far as they may come without a person, and no further: there is no tool for more. */
import type { PolicyDraft } from '../../../contract/policies.ts';

export type DraftAuthor = 'model' | 'learned';

export interface ExecuteTools {
  /** Adds a draft; its id. */
  readonly draft: (draft: PolicyDraft, by: DraftAuthor) => string;
  /** From draft to verified. False when a check failed: it stays a draft. */
  readonly verify: (id: string) => boolean;
  /** From verified to shadow. */
  readonly watch: (id: string) => boolean;
  /** A draft that nobody needs to see. */
  readonly retire: (id: string) => void;
}

export interface Proposed {
  readonly id: string;
  readonly description: string;
}

/** Those that now run in shadow. */
export function execute(drafts: readonly PolicyDraft[], by: DraftAuthor, tools: ExecuteTools): readonly Proposed[] {
  return drafts.flatMap((draft) => {
    const id = tools.draft(draft, by);
    if (tools.verify(id) && tools.watch(id)) return [{ id, description: draft.description }];
    tools.retire(id);
    return [];
  });
}
