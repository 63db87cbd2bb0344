import { useId, type ReactNode } from 'react';
import type { AgentProblem } from '@codexos/protocol/contracts/agents.contract';
import { CircleAlertIcon } from 'lucide-react';

interface SectionProps {
  title: string;
  help: ReactNode;
  problems?: readonly AgentProblem[];
  children: ReactNode;
}

/** One part of an agent's set-up, with what it means and what is wrong with it. */
export function Section({ title, help, problems = [], children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3 border-b pb-6 last:border-b-0">
      <header>
        <h2 id={id} className="text-base font-medium">
          {title}
        </h2>
        <p className="text-sm text-muted-foreground">{help}</p>
      </header>
      {children}
      {problems.map(({ path, message, hint }) => (
        <p key={`${path}${message}`} role="alert" className="flex items-start gap-2 text-sm">
          <CircleAlertIcon className="mt-0.5 size-3.5 shrink-0 text-destructive" aria-hidden />
          <span>
            {message} <span className="text-muted-foreground">{hint}</span>
          </span>
        </p>
      ))}
    </section>
  );
}

/** Problems whose path is the field or lies below it. */
export function problemsOf(problems: readonly AgentProblem[], field: string): AgentProblem[] {
  return problems.filter(({ path }) => path === field || path.startsWith(`${field}.`));
}
