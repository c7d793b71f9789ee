// Runs on whatever Node the machine has: nothing here or in bootstrap/ may need more than Node 20.19 or an install.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Parley needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org.`,
  );
  process.exit(1);
}

const { bootstrap } = await import('./bootstrap/bootstrap.mjs');
await bootstrap(process.argv[2], process.argv.slice(3));

export {};
