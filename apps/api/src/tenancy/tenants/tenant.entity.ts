import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('tenant')
export class Tenant {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  slug: string;

  @Column('text')
  name: string;

  @Column({ type: 'timestamptz', name: 'created_at', insert: false })
  createdAt: Date;
}
