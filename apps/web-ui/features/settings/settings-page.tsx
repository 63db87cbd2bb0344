'use client';
import { useEffect, type ComponentType } from 'react';
import { Icon } from '@/components/ui/icon';
import { AccountSection } from '@/features/people/account-section';
import { PeopleSection } from '@/features/people/people-section';
import { PageFrame } from '@/features/shell/page-frame';
import { useSession } from '@/lib/session/use-session';
import { AboutSection } from './about-section';
import { AppearanceSection } from './appearance-section';
import { AuditSection } from './audit-section';
import { FoldersSection } from './folders-section';
import { ModelsSection } from './models-section';
import { settingsPartsFor } from './sections';
import { StorageSection } from './storage-section';
import { TokensSection } from './tokens-section';

const SECTIONS: Readonly<Record<string, ComponentType>> = {
  workspace: PeopleSection,
  account: AccountSection,
  models: ModelsSection,
  tokens: TokensSection,
  folders: FoldersSection,
  storage: StorageSection,
  audit: AuditSection,
  appearance: AppearanceSection,
  about: AboutSection,
};

/** What holds for the whole workspace, with the consequence beside each switch. */
export function SettingsPage() {
  const parts = settingsPartsFor(useSession()?.role);
  useEffect(() => {
    // The browser looks for the anchor before the page is there.
    const id = window.location.hash.slice(1);
    if (id) document.getElementById(id)?.scrollIntoView();
  }, []);
  return (
    <PageFrame breadcrumb={[{ label: 'Settings' }]} tree={<SectionNav />} treeLabel="Sections">
      <div className="mx-auto flex w-full max-w-200 flex-col gap-12 px-6 pt-8 pb-16 max-[599px]:gap-10 max-[599px]:px-4 max-[599px]:pt-5">
        {parts.map(({ id }) => {
          const Section = SECTIONS[id];
          return Section ? <Section key={id} /> : null;
        })}
      </div>
    </PageFrame>
  );
}

function SectionNav() {
  const parts = settingsPartsFor(useSession()?.role);
  return (
    <nav aria-label="Sections" className="flex flex-col p-1.5">
      {parts.map(({ id, label, icon }) => (
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
