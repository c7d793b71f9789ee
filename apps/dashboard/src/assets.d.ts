// What next-env.d.ts would give, so that type checking needs no build before it.
/// <reference types="next" />
/// <reference types="next/image-types/global" />

declare module '*.css';
declare module '@fontsource-variable/inter';
