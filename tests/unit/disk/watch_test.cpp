#include "adapters/disk/watch.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

#include "adapters/disk/file.h"

namespace dunghan::disk {
namespace {

class WatchTest : public ::testing::Test {
 protected:
    void SetUp() override { ASSERT_TRUE(make_folder(folder_)); }

    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("dunghan-watch-" + std::to_string(::getpid()));
    std::string one_ = folder_ / "one";
    std::string two_ = folder_ / "two";
};

TEST_F(WatchTest, TellsAChangeOnceAndOnlyWhenAllLieStill) {
    ASSERT_TRUE(write_file(one_, "1"));
    ASSERT_TRUE(write_file(two_, "1"));
    Watch watch({one_, two_});
    EXPECT_FALSE(watch.changed());
    ASSERT_TRUE(replace_file(one_, "2"));
    EXPECT_FALSE(watch.changed());  // just now
    ASSERT_TRUE(replace_file(two_, "2"));
    EXPECT_FALSE(watch.changed());  // the other one
    EXPECT_TRUE(watch.changed());
    EXPECT_FALSE(watch.changed());
}

TEST_F(WatchTest, SeesAFileThatGoesAndComes) {
    ASSERT_TRUE(write_file(one_, "1"));
    Watch watch({one_});
    std::filesystem::remove(one_);
    EXPECT_FALSE(watch.changed());
    EXPECT_TRUE(watch.changed());
    ASSERT_TRUE(write_file(one_, "1"));
    EXPECT_FALSE(watch.changed());
    EXPECT_TRUE(watch.changed());
}

// The same length, and a time of its own choice.
TEST_F(WatchTest, IsNotMisledByAFileThatKeepsItsTime) {
    ASSERT_TRUE(write_file(one_, "1"));
    const auto written = std::filesystem::last_write_time(one_);
    Watch watch({one_});
    ASSERT_TRUE(replace_file(one_, "2"));
    std::filesystem::last_write_time(one_, written);
    EXPECT_FALSE(watch.changed());
    EXPECT_TRUE(watch.changed());
}

}  // namespace
}  // namespace dunghan::disk
