import { DeadLetterPage } from '@/features/operator/dead-letters/dead-letter-page';

type Props = { params: Promise<{ deadLetterId: string }> };

export default async function Page({ params }: Props) {
  return <DeadLetterPage id={(await params).deadLetterId} />;
}
