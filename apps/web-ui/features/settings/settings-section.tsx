import type { ReactNode } from 'react';

interface SettingsSectionProps {
  id: string;
  title: string;
  help: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

export function SettingsSection({ id, title, help, action, children }: SettingsSectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="flex scroll-mt-6 flex-col gap-4">
      <header className="flex items-end justify-between gap-4 max-[599px]:flex-col max-[599px]:items-start max-[599px]:gap-3">
        <div className="max-w-[68ch]">
          <h2 id={`${id}-title`} className="text-lg font-semibold tracking-tight">
            {title}
          </h2>
          <p className="text-sm text-muted-foreground">{help}</p>
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}
