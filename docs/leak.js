class Session {
  constructor(user) {
    this.user = user;
    this.log = [];
  }
}
const listeners = [];
const open = new Map();

function login(user) {
  const session = new Session(user);
  open.set(user, session);
  listeners.push(() => session.log.push("tick"));
  return session;
}

function logout(user) {
  open.delete(user); // and forgets the listener
}

for (let i = 0; i < 1000; i++) {
  login("user " + i);
  if (i % 2 === 0) logout("user " + i);
}
console.log(open.size, "sessions are open");
