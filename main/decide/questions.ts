/** Programs that nobody knows yet, as questions for the model. Pure. */
import type { Case, Question } from './case.ts';

/** @returns one question a program, the busiest first */
export function questionsFrom(cases: readonly Case[]): readonly Question[] {
  const byProgram = new Map<string, Case>();
  for (const subject of cases) {
    const { app } = subject;
    // what goes by another program's name would be taken for it
    if (app.known !== 'unknown' || app.program.exe === null || app.trust?.level === 'suspect') continue;
    const known = byProgram.get(app.program.key);
    if (!known || subject.behaviour.cpu60 > known.behaviour.cpu60) byProgram.set(app.program.key, subject);
  }
  return [...byProgram.values()].sort((a, b) => b.behaviour.cpu60 - a.behaviour.cpu60).map(question);
}

function question({ app, behaviour }: Case): Question {
  return {
    programKey: app.program.key,
    name: app.name,
    exe: app.program.exe,
    argv: app.processes[0]?.identity.argv ?? [],
    argvShape: app.program.argvShape,
    packageName: app.program.package?.name ?? null,
    packageDescription: app.program.package?.description ?? null,
    unit: app.unit,
    behaviour: { cpu60: behaviour.cpu60, memory: behaviour.memory, threads: behaviour.threads },
  };
}
