import { redirect } from 'next/navigation';
import { paths } from '@/shell/paths';

export default async function TenantPage({ params }: { params: Promise<{ tenant: string }> }) {
  redirect(paths.inbox((await params).tenant));
}
