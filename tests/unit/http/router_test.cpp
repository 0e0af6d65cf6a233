#include "adapters/http/router.h"

#include <gtest/gtest.h>

#include "adapters/http/head_text.h"
#include "adapters/http/target.h"

namespace dunghan::http {
namespace {

using Segments = std::vector<std::string>;

Router router() {
    return Router(
        {{"GET", "/v1/tasks", "listTasks", 0, {}},
         {"POST", "/v1/tasks", "assignTask", 0, {}},
         {"GET", "/v1/tasks/late", "listLate", 0, {}},
         {"GET", "/v1/tasks/{task}", "readTask", 0, {}},
         {"POST", "/v1/tasks/{task}/start", "startTask", 0, {}}}
    );
}

std::string found(const std::string& method, const Segments& path) {
    const Router table = router();
    const auto match = table.find(method, path);
    return match.route == nullptr ? "" : match.route->name;
}

TEST(Router, FindsByMethodAndPath) {
    EXPECT_EQ(found("GET", {"v1", "tasks"}), "listTasks");
    EXPECT_EQ(found("POST", {"v1", "tasks"}), "assignTask");
    EXPECT_EQ(found("GET", {"v1", "tasks", "2.8"}), "readTask");
    EXPECT_EQ(found("HEAD", {"v1", "tasks", "2.8"}), "readTask");
    EXPECT_EQ(found("GET", {"v1", "tasks", "late"}), "listLate");
    EXPECT_EQ(found("GET", {"v1"}), "");
    EXPECT_EQ(found("GET", {"v1", "tasks", "2.8", "start"}), "");
}

TEST(Router, FillsThePlacesOfThePath) {
    const Router table = router();
    const auto match = table.find("POST", {"v1", "tasks", "a b", "start"});
    EXPECT_EQ(match.places, (std::map<std::string, std::string>{{"task", "a b"}}));
}

TEST(Router, SaysWhichMethodsAPathHas) {
    const Router table = router();
    EXPECT_EQ(table.find("DELETE", {"v1", "tasks"}).allowed, (Segments{"GET", "POST"}));
    EXPECT_TRUE(table.find("DELETE", {"v2"}).allowed.empty());
}

TEST(Target, DecodesPathAndQuery) {
    const auto target = read_target("/v1/tasks/6.6%233?agency=S%E1%BB%9F+Du&empty=&flag");
    ASSERT_TRUE(target) << target.error().detail;
    EXPECT_EQ(target->path, (Segments{"v1", "tasks", "6.6#3"}));
    EXPECT_EQ(
        target->query,
        (std::map<std::string, std::string>{{"agency", "Sở Du"}, {"empty", ""}, {"flag", ""}})
    );
    EXPECT_TRUE(read_target("/").value().path.empty());
}

TEST(HeadText, HasADateAsTheStandardWritesIt) {
    using namespace std::chrono;
    const system_clock::time_point at = sys_days{1994y / November / 6} + 8h + 49min + 37s;
    EXPECT_EQ(http_date(at), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(HeadText, HasNoLengthForAStreamAndNoneForNoContent) {
    Answer answer;
    answer.body = "{}";
    EXPECT_NE(
        head_text(answer, {true, false}, {}).find("Content-Length: 2\r\n"), std::string::npos
    );
    answer.status = 204;
    EXPECT_EQ(
        head_text(answer, {true, false}, {}).find("Content-"),
        head_text(answer, {true, false}, {}).find("Content-Security")
    );
}

}  // namespace
}  // namespace dunghan::http
