import "report-311/define";
import { createApp } from "vue";
import App from "./app.vue";

createApp(App).mount("#root");
