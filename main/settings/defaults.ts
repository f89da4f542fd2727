/** What BrainKernel does before anybody has set anything: look, tell, change nothing. */
import type { Settings } from '../../contract/engine.ts';
import type { Language } from '../../contract/words.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The language of messages in the order of locale(7); Chinese of any kind gets ours, all others English. */
export function languageOf(environment: Environment): Language {
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find(Boolean) ?? '';
  return /^zh([_.@-]|$)/i.test(locale) ? 'zh-CN' : 'en';
}

export const defaultSettings = (environment: Environment): Settings => ({
  mode: 'observe',
  strategy: 'balanced',
  'strategy.pinned': false,
  'strategy.onBattery': null,
  'strategy.inGame': 'aggressive',
  'strategy.presenting': 'conservative',
  language: languageOf(environment),
  theme: 'system',
  'firstRun.done': false,
  'desktop.autostart': false,
  'desktop.notifications': true,
  'llm.provider': 'auto',
  'llm.groq.baseUrl': 'https://api.groq.com',
  'llm.groq.model': 'llama-3.1-8b-instant',
  'llm.ollama.host': 'http://127.0.0.1:11434',
  'llm.ollama.model': 'llama3.2:3b',
  'llm.timeoutSeconds': 20,
  'llm.budget.usdPerMonth': 1,
  'llm.budget.tokensPerDay': 200_000,
  'privacy.redact': true,
  'learning.record': true,
  'scope.roots': null,
  'immunity.programs': [],
});
