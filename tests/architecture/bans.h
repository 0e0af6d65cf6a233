// Words a room may not use, each with what to use instead.
#pragma once

#include <string_view>
#include <vector>

namespace dunghan::architecture {

struct Ban {
    std::vector<std::string_view> places;
    std::vector<std::string_view> words;  // see names() in source_text.h
    std::string_view instead;
};

inline const std::vector<Ban> bans{
    {{"engine"},
     {"system_clock",
      "steady_clock",
      "high_resolution_clock",
      "utc_clock",
      "clock_gettime",
      "gettimeofday",
      "localtime",
      "std::time"},
     "take the Instant you are given; only engine/runtime asks, through engine/port/clock.h"},
    {{"engine"},
     {"current_zone", "locate_zone", "get_tzdb"},
     "take the Zone of the policy in the log; the machine's zones are read in adapters/config"},
    {{"engine"},
     {"random_device", "rand(", "srand(", "mt19937", "mt19937_64", "default_random_engine"},
     "ids come with the command; derive more with command_id_from() of engine/base/ids.h"},
    {{"engine"},
     {"std::thread",
      "std::jthread",
      "std::async",
      "std::mutex",
      "std::shared_mutex",
      "std::condition_variable",
      "std::atomic",
      "thread_local",
      "sleep_for",
      "sleep_until"},
     "the engine has one caller at a time; threads and queues live in adapters/asio/writer.h"},
    {{"engine"},
     {"getenv", "secure_getenv", "setenv"},
     "take it as a parameter; settings are read in adapters/config"},
    {{"engine/codec", "engine/audit", "engine/projection"},
     {"std::unordered_"},
     "std::map or a sorted std::vector: the order of a hash reaches the octets"},
    {{"engine"},
     {"float", "double"},
     "whole numbers in the unit of the domain (milliseconds, days): they are equal everywhere"},
    {{"tests"},
     {"sleep_for", "sleep_until", "usleep(", "nanosleep("},
     "set the clock of tests/support/world.h, or wait for the event itself"}};

// Headers whose mere presence says that the outside comes in.
inline const std::vector<Ban> banned_headers{
    {{"engine"},
     {"iostream", "fstream", "filesystem", "ostream", "istream"},
     "hand octets in and results out; reading and writing are an adapter's"},
    {{"engine"},
     {"thread", "mutex", "shared_mutex", "condition_variable", "future", "atomic"},
     "the engine has one caller at a time; threads and queues live in adapters/asio/writer.h"},
    {{"engine"},
     {"random"},
     "ids come with the command; derive more with command_id_from() of engine/base/ids.h"},
    {{"engine"}, {"ctime"}, "engine/base/instant.h"}};

}  // namespace dunghan::architecture
