import type { AccountDetail, AccountRow, DashboardLink } from '@opencredits/core';
import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';

interface TopBarProps {
  readonly accounts: readonly AccountRow[];
  readonly account: AccountDetail;
}

/** Whose page it is, and what can be done with all of it. */
export function TopBar({ accounts, account }: TopBarProps): JSX.Element {
  const { post } = usePage();
  const isAlone = accounts.length < 2;
  return (
    <header class="topBar">
      <div class="whose">
        <h1 class={isAlone ? '' : 'heard'}>
          <bdi>{account.name}</bdi>
        </h1>
        {!isAlone && <AccountSwitch accounts={accounts} />}
        {account.provider !== account.name && <span class="quiet">{account.provider}</span>}
      </div>
      <div class="actions">
        <button type="button" aria-disabled={account.isRefreshing} onClick={() => post({ kind: 'refresh' })}>
          <Icon name="refresh" />
          Refresh
        </button>
        <Menu
          label="Export"
          items={[
            { label: 'CSV', run: () => post({ kind: 'export', format: 'csv' }) },
            { label: 'JSON', run: () => post({ kind: 'export', format: 'json' }) },
          ]}
        />
        <LinkButton link="topUp">Top up</LinkButton>
        <LinkButton link="activity">Activity</LinkButton>
      </div>
    </header>
  );
}

function AccountSwitch({ accounts }: Pick<TopBarProps, 'accounts'>): JSX.Element {
  const { view, changeView } = usePage();
  return (
    <select
      class="accountSwitch"
      aria-label="Account"
      value={view.accountId ?? accounts[0]?.id}
      onChange={({ currentTarget }) => changeView({ accountId: currentTarget.value })}
    >
      {accounts.map(({ id, name }) => (
        <option value={id} key={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** Asks for a page of the provider, in the browser. */
export function LinkButton({
  link,
  children,
}: {
  readonly link: DashboardLink;
  readonly children: string;
}): JSX.Element {
  const { post } = usePage();
  return (
    <button
      type="button"
      class="link"
      title="Opens in the browser"
      onClick={() => post({ kind: 'open', link })}
    >
      {children}
      <Icon name="away" />
    </button>
  );
}
