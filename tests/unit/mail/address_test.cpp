#include <gtest/gtest.h>

#include "engine/directory/mail_address.h"

namespace dunghan {
namespace {

TEST(MailAddress, TakesWhatEveryRelayTakes) {
    for (const std::string& text :
         {std::string("sdl@khanhhoa.gov.vn"),
          std::string("a@b.c"),
          std::string("first.last+tag@x-y.example"),
          std::string("o'brien@example.com"),
          std::string("a@127.0.0.1"),
          std::string(64, 'a') + "@example.com",
          "a@" + std::string(63, 'b') + ".vn"}) {
        EXPECT_TRUE(is_mail_address(text)) << text;
    }
}

TEST(MailAddress, RefusesWhatCouldBeACommandOrGetLost) {
    for (const std::string& text : {
             std::string(""),
             std::string("a"),
             std::string("@b.c"),
             std::string("a@"),
             std::string("a@b"),
             std::string("a@@b.c"),
             std::string("a@b@c.d"),
             std::string("a b@c.d"),
             std::string(" a@b.c"),
             std::string("a@b.c "),
             std::string("a@b.c\r\nRCPT TO:<x@y.z>"),
             std::string("a\n@b.c"),
             std::string("a\0@b.c", 6),
             std::string("<a@b.c>"),
             std::string("\"a b\"@c.d"),
             std::string("a(c)@b.c"),
             std::string(".a@b.c"),
             std::string("a.@b.c"),
             std::string("a..b@c.d"),
             std::string("a@-b.c"),
             std::string("a@b-.c"),
             std::string("a@b..c"),
             std::string("a@b.c."),
             std::string("a@b_c.d"),
             std::string("a@[127.0.0.1]"),
             std::string("sở@khanhhoa.vn"),
             std::string("a@khánhhòa.vn"),
             std::string("a,b@c.d"),
             std::string("a;b@c.d"),
             std::string(65, 'a') + "@b.c",
             "a@" + std::string(64, 'b') + ".vn",
             "a@" + std::string(60, 'b') + "." + std::string(60, 'b') + "." + std::string(60, 'b') +
                 "." + std::string(60, 'b') + "." + std::string(20, 'b'),
         }) {
        EXPECT_FALSE(is_mail_address(text)) << text;
    }
}

}  // namespace
}  // namespace dunghan
