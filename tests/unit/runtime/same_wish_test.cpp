#include "engine/runtime/same_wish.h"

#include <gtest/gtest.h>

namespace dunghan::task {
namespace {

const Acknowledge wish{{"so-du-lich", "2022-11-20", {}, "đang trình ký"}};

std::vector<Event> answered(const std::string& agency, const std::string& note) {
    return {ReminderAcknowledged{agency, "2022-11-20", {1'668'963'600'000}, note}};
}

TEST(SameWish, GivenAnAgencyThatAnsweredForItself_WhenItAsksAgain_ThenItIsTheSame) {
    EXPECT_TRUE(is_same_wish(wish, answered("so-du-lich", "đang trình ký")));
}

TEST(SameWish, GivenOneThatAnsweredForOthers_WhenItAsksAgain_ThenItIsTheSame) {
    EXPECT_TRUE(is_same_wish(wish, answered("phong-to-chuc", "đang trình ký")));
}

TEST(SameWish, GivenAnotherNoteOrPromise_ThenItIsAnother) {
    EXPECT_FALSE(is_same_wish(wish, answered("so-du-lich", "")));
    Acknowledge later = wish;
    later.content.promise = "2022-11-21";
    EXPECT_FALSE(is_same_wish(later, answered("so-du-lich", "đang trình ký")));
}

}  // namespace
}  // namespace dunghan::task
