'use client';
import { useEffect } from 'react';
import { Icon } from '@/components/ui/icon';
import { PageFrame } from '@/features/shell/page-frame';
import { AboutSection } from './about-section';
import { AppearanceSection } from './appearance-section';
import { AuditSection } from './audit-section';
import { FoldersSection } from './folders-section';
import { ModelsSection } from './models-section';
import { SETTINGS_SECTIONS } from './sections';
import { TokensSection } from './tokens-section';

/** What holds for the whole workspace, with the consequence beside each switch. */
export function SettingsPage() {
  useEffect(() => {
    // The browser looks for the anchor before the page is there.
    const id = window.location.hash.slice(1);
    if (id) document.getElementById(id)?.scrollIntoView();
  }, []);
  return (
    <PageFrame breadcrumb={[{ label: 'Settings' }]} tree={<SectionNav />} treeLabel="Sections">
      <div className="mx-auto flex w-full max-w-200 flex-col gap-12 px-6 pt-8 pb-16 max-[599px]:gap-10 max-[599px]:px-4 max-[599px]:pt-5">
        <ModelsSection />
        <TokensSection />
        <FoldersSection />
        <AuditSection />
        <AppearanceSection />
        <AboutSection />
      </div>
    </PageFrame>
  );
}

function SectionNav() {
  return (
    <nav aria-label="Sections" className="flex flex-col p-1.5">
      {SETTINGS_SECTIONS.map(({ id, label, icon }) => (
        <a
          key={id}
          href={`#${id}`}
          className="flex h-8 items-center gap-2 rounded-sm px-2 text-sm hover:bg-accent"
        >
          <Icon name={icon} className="size-3.5 text-muted-foreground" />
          {label}
        </a>
      ))}
    </nav>
  );
}
