import { CloudAdapter } from 'botbuilder';
console.log(typeof CloudAdapter);
