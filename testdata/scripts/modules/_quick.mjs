print("quick");
export const quick = "quick";
